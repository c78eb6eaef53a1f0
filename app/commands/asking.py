"""Where a passphrase comes from: a file for the member's own, else a prompt, else standard input.

It is never echoed, kept or printed, and never comes from the environment or the command line,
which other programs on the computer can read.
"""

import sys
from pathlib import Path

import click

from app.commands.group import Refused
from app.config import Settings
from app.inbox.keys.protected import Ask


def asking(path: Path, what: str, *, file: Path | None = None, supervised: bool = False) -> Ask:
    """Return what gives the passphrase of the file at `path` when it is needed.

    `file` may hold it. Without a terminal one line of standard input is taken, but never from a
    supervisor's pipe, on which nobody types.
    """

    def ask() -> str:
        if file is not None:
            return _first_line(file)
        if supervised:
            raise Refused(
                f"{path} is protected, and nobody can type its passphrase here: run 'turva serve'"
                " and, in a terminal of its own, 'turva inbox'."
            )
        if sys.stdin.isatty():
            return str(click.prompt(f"Passphrase of your {what} {path}", hide_input=True, err=True))
        return sys.stdin.readline().rstrip("\r\n")

    return ask


def asking_member(settings: Settings, *, supervised: bool = False) -> Ask:
    """Return what gives the passphrase of the member file that the settings name."""
    return asking(
        settings.identity, "member file", file=settings.passphrase_file, supervised=supervised
    )


def _first_line(file: Path) -> str:
    try:
        with file.open(encoding="utf-8") as opened:
            return opened.readline().rstrip("\r\n")
    except (OSError, UnicodeDecodeError):
        pass
    raise Refused(f"TURVA_PASSPHRASE_FILE names {file}, which cannot be read: see that it is there")
