"""Notes that were typed into the conversation, shown as read before they are material."""

from nianbao.work.handed.typed_notes import TypedNotes

HEAD = "这像是{year}年的工作记录。我读到这些（还没有采用，行号是您这段话的第几行）："
CONFIRM = "对的话回复“确认”，就作为起草的材料；不对就改了再发一遍。没有说清的不会代填。"
UNREAD = "这几行没有读出数，不会写进表格：{lines}。"
_SHOWN = 20
NOTES_TAKEN = "已按这些记录保存为第{n}稿；没有说清、和原来对不上的标在稿里，没有代填。"


def notes_as_read(read: TypedNotes, year: int) -> str:
    """Every figure with its place and line, then what has to be settled."""
    lines = [HEAD.format(year=year), "", *(f"- {line}" for line in read.filled)]
    if read.asked:
        lines += ["", *(line if not line.startswith("  ") else f"- {line.strip()}" for line in read.asked)]
    if read.unread:
        lines += ["", UNREAD.format(lines="；".join(f"第{n}行“{line[:_SHOWN]}”" for n, line in read.unread))]
    return "\n".join([*lines, "", CONFIRM])
