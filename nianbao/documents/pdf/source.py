"""PDF files and pictures. They are read in a process of their own (``nianbao.documents.pdf.isolation``), started from here."""

from importlib.util import find_spec

from nianbao.documents.limits import SECONDS_PER_FILE
from nianbao.documents.pdf.isolation import ReaderFailedError, read_apart
from nianbao.documents.stream import Stream, UnreadableFileError

SECONDS_PER_RECOGNISED_PAGE = 60
"""A page takes four seconds; a machine busy with other things takes ten times as long."""
SECONDS_TO_LOAD = 30
"""For the child that recognises pictures to load what it needs."""
MAX_RECOGNISED_PAGES = 40

_SCAN = "这是扫描件（各页都是图片），没有可以读取的文字。"
_WHAT_TO_DO = (
    "请索取可以复制文字的电子版（Word 或由 Word 导出的 PDF）；未安装文字识别组件，"
    '要识别图片，请在本软件的目录里执行 pip install ".[ocr]" 后再试。'
)


def read_pdf(data: bytes) -> Stream:
    """Paragraphs and tables of a PDF, joined over its pages; pages that are pictures are recognised where possible.

    Raises ``UnreadableFileError``: needs a password, damaged, too long, no pages, took too long, or a scan
    that cannot be recognised here.
    """
    stream = _apart("pdf", data)
    pages = _pictures(stream)
    if len(pages) > MAX_RECOGNISED_PAGES and not stream.blocks:
        raise UnreadableFileError(
            f"这是扫描件，有 {len(pages)} 页，超过 {MAX_RECOGNISED_PAGES} 页，没有逐页识别，请索取可以复制文字的电子版。"
        )
    if 0 < len(pages) <= MAX_RECOGNISED_PAGES and can_recognise():
        stream = _apart("pdf", data, pages)
    if _pictures(stream) and not stream.blocks:
        raise UnreadableFileError(_SCAN + _WHAT_TO_DO)
    return stream


def read_picture(data: bytes) -> Stream:
    """Paragraphs and tables recognised on a picture of pages (PNG, JPEG, TIFF).

    Raises ``UnreadableFileError``: cannot be recognised here, is no picture, took too long.
    """
    if not can_recognise():
        raise UnreadableFileError("这是图片，没有可以读取的文字。" + _WHAT_TO_DO)
    return _apart("picture", data, (1,))


def can_recognise() -> bool:
    """True when the optional parts that recognise pictures (the extra ``ocr``) are installed."""
    return find_spec("rapidocr") is not None and find_spec("onnxruntime") is not None


def _apart(reader: str, data: bytes, pages: tuple[int, ...] = ()) -> Stream:
    seconds = SECONDS_PER_FILE
    if pages:
        seconds += SECONDS_TO_LOAD + SECONDS_PER_RECOGNISED_PAGE * len(pages)
    try:
        return read_apart(reader, data, pages, seconds)
    except ReaderFailedError as error:
        if error.timed_out:
            raise UnreadableFileError(f"读这个文件用了 {seconds} 秒还没有读完，已停止，请重新导出后再试。") from error
        raise UnreadableFileError("这个文件已损坏，读取中断，请重新导出或下载后再试。") from error


def _pictures(stream: Stream) -> tuple[int, ...]:
    return next((notice.pages for notice in stream.notices if notice.code == "no_text_layer"), ())
