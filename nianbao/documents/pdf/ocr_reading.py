"""A picture file (PNG, JPEG, TIFF of one or more pages) to the stream. Runs in the child process of
``nianbao.documents.pdf.isolation``; nothing else imports it.
"""

import os
from collections.abc import Sequence

from nianbao.documents.pdf.reading import stream_of
from nianbao.documents.stream import Stream, UnreadableFileError

MAX_PIXELS = 100_000_000
"""Of one page; A4 at 600 dots per inch has 35 million."""
PAGE_WIDTH = 595.0
"""Points: a picture is taken for a page of A4."""


def read(data: bytes, pages: Sequence[int] = ()) -> Stream:
    """The blocks recognised on a picture; ``pages`` is not used.

    Raises ``UnreadableFileError`` when it is no picture, and where pictures cannot be recognised.
    """
    os.environ["OPENCV_IO_MAX_IMAGE_PIXELS"] = str(MAX_PIXELS)
    try:
        import cv2
        import numpy as np

        from nianbao.documents.pdf.ocr import recognise_page

        whole, found = cv2.imdecodemulti(np.frombuffer(data, np.uint8), cv2.IMREAD_COLOR_RGB)
        if not whole or not found:
            raise UnreadableFileError("这张图片打不开，请重新扫描或另存为 PDF 后再试。")
        pictures = [np.asarray(picture, dtype=np.uint8) for picture in found]
        return stream_of([recognise_page(picture, n, PAGE_WIDTH) for n, picture in enumerate(pictures, start=1)])
    except ImportError as error:
        raise UnreadableFileError("文字识别组件没有装好，无法识别图片，请索取可以复制文字的电子版。") from error
    except cv2.error as error:
        raise UnreadableFileError("这张图片太大或已损坏，请重新扫描或另存为 PDF 后再试。") from error
