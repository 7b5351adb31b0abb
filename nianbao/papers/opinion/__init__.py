"""审核意见: a review as a paper that an office can file (Word, HTML); and the marked copy of the reviewed .docx."""

from collections.abc import Sequence

from nianbao.papers.opinion.reviewed import Reviewed


def opinion_file(reviewed: Sequence[Reviewed], ending: str) -> bytes:
    """One paper of all the reviews: .docx, or HTML for any other ``ending``."""
    from nianbao.papers.opinion.paper import TITLE, opinion_blocks

    blocks = [block for each in reviewed for block in opinion_blocks(each)]
    if ending.lower() == ".docx":
        from nianbao.documents.paper.as_word import paper_docx

        return paper_docx(TITLE, "", blocks)
    from nianbao.documents.paper.as_html import paper_html

    return paper_html(TITLE, blocks).encode()


def marked_docx(data: bytes, reviewed: Reviewed) -> bytes:
    """The reviewed .docx with a Word comment at the place of every finding. Raises ``UserError`` for no sound .docx."""
    from nianbao.documents.word.marking.copy import marked_copy
    from nianbao.papers.opinion.marks import marks

    return marked_copy(data, marks(reviewed), name=reviewed.record.file)
