"""``nianbao ask``: one turn of the conversation, new or continued."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from nianbao.cli.shell import print_json
from nianbao.report.errors import UserError

if TYPE_CHECKING:
    from nianbao.assistant.events import Event


def run(question: str, files: tuple[Path, ...], conversation: str | None, as_json: bool) -> int:
    """Ask, print, and tell by the exit code whether something failed."""
    from nianbao.assistant.service import Assistant
    from nianbao.report.text import printable
    from nianbao.work.conversations import conversation_exists
    from nianbao.work.handed.files import load
    from nianbao.work.handed.upload import Upload
    from nianbao.work.services import Services

    uploads = [Upload(printable(file.name), load(file)) for file in files]
    assistant = Assistant(Services())
    if conversation is not None and not conversation_exists(assistant.services, conversation):
        raise UserError(f"没有找到对话 {conversation}，可能已删除；不写 --in 就是新的对话")
    conversation = conversation or assistant.start()
    events = []
    for event in assistant.turn(conversation, question, uploads):
        events.append(event)
        if not as_json:
            _show(event, first=len(events) == 1)
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


def _show(event: "Event", first: bool) -> None:
    """An event as it comes: what code found is on the screen while a model is still at work."""
    if event.kind in ("step", "notice"):
        click.echo(f"… {event.text}", err=True)
    elif event.result is not None:
        click.echo(f"{'' if first else chr(10)}{event.result.markdown}")
    elif event.kind == "words":
        click.echo(event.text, nl=False)
