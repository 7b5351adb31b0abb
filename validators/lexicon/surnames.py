"""Surnames of one character that are met most, as a class of a pattern: they tell a name from other words before a title."""

SURNAME = (
    "[赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻苏潘葛范彭鲁韦马苗方俞任袁柳史唐费廉岑薛雷贺倪汤罗毕郝安乐于傅齐康伍余顾孟黄穆萧尹姚邵汪祁毛狄戴宋庞熊纪舒屈祝董梁杜阮蓝席季贾江"
    "童颜郭梅林钟徐邱骆高夏蔡田樊胡凌霍万卢莫房缪丁邓洪石崔龚程邢裴陆翁荀甄曲封靳邰松段焦侯宓仰仇甘武符刘景詹龙叶黎薄白蒲卓蔺池乔闻翟谭申冉桑桂牛柴瞿阎慕茹习艾古戈廖耿寇欧沃娄]"
)
