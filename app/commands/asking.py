"""Where a passphrase comes from: a file for the member's own, else a prompt, else standard input.

It is never echoed, kept or printed, and never comes from the environment or the command line,
which other programs on the computer can read.
"""

import sys
from pathlib import Path

import click

from app.commands.group import Refused
from app.config import Settings
from app.inbox.keys.passphrase import as_made
from app.inbox.keys.protected import Ask


def asking(path: Path, what: str, *, file: Path | None = None, supervised: bool = False) -> Ask:
    """Return what gives the passphrase of the file at `path` when it is needed.

    `file` may hold it. Without a terminal one line of standard input is taken, but never from a
    supervisor's pipe, on which nobody types.
    """

    def ask() -> str:
        if file is not None:
            return as_made(_first_line(file))
        if supervised:
            raise Refused(
                f"{path} is protected, and nobody can type its passphrase here: run 'turva serve'"
                " and, in a terminal of its own, 'turva inbox'."
            )
        if sys.stdin.isatty():
            question = f"Passphrase of your {what} {path}"
            return as_made(str(click.prompt(question, hide_input=True, err=True)))
        return as_made(sys.stdin.readline().rstrip("\r\n"))

    return ask


def asked(question: str, option: str) -> str:
    """Return what somebody types; where nobody can, it is to be given as an option.

    Raises: Refused.
    """
    if not sys.stdin.isatty():
        raise Refused(f"Nobody can be asked here: give it with {option}.")
    return str(click.prompt(question, err=True)).strip()


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
