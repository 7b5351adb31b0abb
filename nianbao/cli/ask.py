"""``nianbao ask``: one turn of the conversation, new or continued."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from nianbao.assistant.events import Event, EventKind
from nianbao.cli.shell import interrupts, print_json, say_passage
from nianbao.report.errors import UserError

if TYPE_CHECKING:
    from nianbao.work.handed.upload import Upload


def run(question: str, files: tuple[Path, ...], conversation: str | None, as_json: bool) -> int:
    """Ask, print, and tell by the exit code whether something failed."""
    from nianbao.assistant.service import Assistant
    from nianbao.report.text import printable
    from nianbao.work.conversations import conversation_exists
    from nianbao.work.handed.files import load
    from nianbao.work.handed.upload import Upload
    from nianbao.work.services import Services

    if not question.strip() and not files:
        raise UserError("请写要问的话，或用 --file 给出文件")
    if conversation is not None and not conversation.strip():
        raise UserError("--in 后面是空的：请写对话的编号，不写 --in 就是新的对话")
    uploads = [Upload(printable(file.name), load(file)) for file in files]
    if uploads and conversation is None:
        _refuse_unreadable(uploads)
    assistant = Assistant(Services())
    if conversation is not None and not conversation_exists(assistant.services, conversation):
        raise UserError(f"没有找到对话 {conversation}，可能已删除；不写 --in 就是新的对话")
    conversation = conversation or assistant.start()
    events: list[Event] = []
    with interrupts(partial(assistant.stop, conversation)):
        for event in assistant.turn(conversation, question, uploads):
            if not as_json:
                _show(event, [e.kind for e in events if e.kind in ("result", "words")])
            events.append(event)
    errors = [e.text for e in events if e.kind == "error"]
    results = [e.result for e in events if e.result is not None]
    words = "".join(e.text for e in events if e.kind == "words")
    if as_json:
        kept = assistant.messages(conversation)[-1].payload
        print_json(
            {
                "conversation": conversation,
                "answer": words,
                "at_work": assistant.services.at_work,
                "notices": [e.text for e in events if e.kind == "notice"],
                "results": [{"kind": r.kind, "markdown": r.markdown, "data": r.data} for r in results],
                "errors": errors,
                "acts": kept.get("acts", []),
            }
        )
    else:
        click.echo()
        click.echo(f"… 接着问：--in {conversation}", err=True)
    if errors:
        raise UserError("；".join(errors))
    return 0


def _refuse_unreadable(uploads: "list[Upload]") -> None:
    """No conversation is begun for files of which none can be read. Raises ``UserError``."""
    from nianbao.work.conversations import kind_of_file

    problems = []
    for upload in uploads:
        try:
            kind_of_file(upload.name, upload.content)
        except UserError as error:
            problems.append(str(error) if upload.name in str(error) else f"{upload.name}：{error}")
    if len(problems) == len(uploads):
        raise UserError("；".join(problems))


def _show(event: Event, shown: list[EventKind]) -> None:
    """An event as it comes, after the results and words of ``shown``: what code found is on the screen while a model is
    still at work."""
    if event.kind in ("step", "notice"):
        click.echo(f"… {event.text}", err=True)
    elif event.passage is not None:
        say_passage(event.passage)
    elif event.result is not None:
        click.echo(f"{chr(10) * (2 if shown[-1:] == ['words'] else 1) if shown else ''}{event.result.markdown}")
    elif event.kind == "words":
        click.echo(f"{chr(10) if shown[-1:] == ['result'] else ''}{event.text}", nl=False)
