#!/bin/sh
# 打开工作台；数据在本文件夹的 data 里，设置可写在 .env 里。
cd "$(dirname "$0")" || exit 2
[ -x venv/bin/nianbao ] || { echo "错误：还没有安装，请先运行 sh install.sh" >&2; exit 2; }
exec venv/bin/nianbao app "$@"
