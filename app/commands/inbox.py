"""The commands of `turva inbox`: staff's web pages, and the same from a terminal.

What they print as JSON is only ever added to; no letter can steer a terminal through them.
"""

# ruff: noqa: PLC0415 (each command starts quickly, and public ones never load what is staff's)

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import click

from app.commands.group import Refused
from app.commands.terminal import AS_JSON, SUPERVISED, follow, print_out, settings
from app.config import given

if TYPE_CHECKING:
    from app.inbox.desk import Desk
    from app.inbox.listing import Which


@click.group(invoke_without_command=True)
@SUPERVISED
@click.pass_context
def inbox(context: click.Context, *, supervised: bool) -> None:
    """Read and answer letters: without a subcommand as web pages on this machine.

    A case is what one receipt wrote, and all that followed. Name it by what 'list' prints first.
    """
    if context.invoked_subcommand is not None:
        return
    from app.inbox.gate import Gate
    from app.inbox.web import create_inbox
    from app.inbox.workplace import Workplace
    from app.programs import answers_behind, load_phrases, notice_place
    from app.serve import end
    from app.serve import serve as listen

    chosen = settings()
    gate = Gate()
    desk = open_desk(supervised=supervised)
    place = Workplace(desk, load_phrases(), notice_place(chosen), answers_behind(chosen))
    program = create_inbox(place=place, gate=gate, name=chosen.name, end=end)
    follow(supervised=supervised)
    listen(
        program,
        "127.0.0.1",
        chosen.inbox_port,
        ready=lambda port: click.echo(f"Inbox  {gate.link(port)}  (opens once)"),
    )
    if gate.locked:
        where = " in another terminal" if supervised else ""
        typed = " ".join([*given(os.environ), "turva inbox"])
        click.echo(f"Inbox  locked, and its process has ended. To open it{where}: {typed}")


@inbox.command()
@AS_JSON
def pull(*, as_json: bool) -> None:
    """Fetch new letters, and send what waits.

    What has come in is kept here and written down as received; where it comes from nothing is
    changed. Then waiting answers are put in place, and the site is told that letters were collected
    today.
    """
    from app.inbox.collecting import collect
    from app.inbox.printed import pull_lines
    from app.inbox.records import pull_record
    from app.programs import answers_behind, load_phrases, notice_place

    chosen = settings()
    report = collect(open_desk(), notice_place(chosen), answers_behind(chosen), load_phrases())
    print_out(pull_record(report) if as_json else pull_lines(report))
    if not report.complete:
        raise Refused("Not everything could be kept: see above, then pull again.")


@inbox.command("list")
@click.option(
    "--show",
    "which",
    type=click.Choice(["open", "done", "all"]),
    help="Open letters (as it is without this), closed, deleted and merged ones, or all.",
)
@AS_JSON
def list_command(*, which: Which | None, as_json: bool) -> None:
    """List letters: first what is to be done, then the newest.

    Closed, deleted and merged ones are left out, unless --show asks for them. What is quarantined
    comes after them. As JSON all letters are listed, the newest first, unless --show says
    otherwise.
    """
    from app.inbox.printed import list_lines
    from app.inbox.records import list_record

    contents = open_desk().contents()
    if as_json:
        print_out(list_record(contents, which or "all"))
    else:
        print_out(list_lines(contents, which or "open"))


@inbox.command()
@click.argument("case_id", metavar="ID")
@click.option(
    "--language",
    type=click.Choice(["fi", "sv", "en"]),
    default="en",
    help="The language of questions and answers; beside it stands what the sender read.",
)
@AS_JSON
def show(case_id: str, *, language: str, as_json: bool) -> None:
    """Show one letter, or one object in quarantine.

    ID is a letter's or an envelope's id, or a beginning of it that fits only one.
    """
    from app.inbox.languages import LANGUAGES
    from app.inbox.printed import show_lines
    from app.inbox.records import show_record

    found = open_desk().contents().find(case_id)
    ours = next(each for each in LANGUAGES if each.tag == language)
    print_out(show_record(found) if as_json else show_lines(found, ours))


def open_desk(*, supervised: bool = False) -> Desk:
    """Return the desk that the settings describe. Raises: as `app.programs.open_desk`."""
    from app.commands.asking import asking_member
    from app.programs import open_desk as desk_of

    chosen = settings()
    return desk_of(chosen, asking_member(chosen, supervised=supervised))
