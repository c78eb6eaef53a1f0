"""The command `turva inbox attachment`: a letter's file saved, for a computer made to open it.

It writes the one file that it is told, for nobody else to read, and never over another. It neither
opens nor runs it.
"""

# ruff: noqa: PLC0415 (each command starts quickly, and public ones never load what is staff's)

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

import click

from app.commands.group import Refused
from app.commands.inbox import open_desk


@click.command()
@click.argument("case_id", metavar="CASE")
@click.argument("number", type=click.IntRange(min=1), metavar="NUMBER")
@click.option(
    "--out",
    required=True,
    type=click.Path(path_type=Path),
    help="The new file to write; one that is there is never replaced.",
)
def attachment(case_id: str, number: int, *, out: Path) -> None:
    """Save a file that came with a letter.

    NUMBER is its number among the files of the case: 'turva inbox show' lists them. Opening a file
    on a computer can run what is in it. Open it on one that is made for it, and not on this one.
    """
    from app.inbox.attachments import file_of
    from app.inbox.cases import Case
    from app.inbox.file_told import CARE

    desk = open_desk()
    case = desk.contents().find(case_id)
    if not isinstance(case, Case):
        raise Refused("This is no case, but an object in quarantine, which has no files.")
    data = desk.open_file(file_of(case, number))
    _write(out, data)
    click.echo(f"Saved {len(data)} bytes. {CARE}")


def _write(out: Path, data: bytes) -> None:
    """Write a new file whole or not at all, for its owner alone. Raises: Refused, OSError."""
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    try:
        descriptor = os.open(out, flags, 0o600)
    except FileExistsError:
        raise Refused(f"{out} is there already: give the name of a new file.") from None
    try:
        with open(descriptor, "wb") as file:  # noqa: PTH123 (a descriptor, not a path)
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
    except OSError:
        with suppress(OSError):
            out.unlink()
        raise
