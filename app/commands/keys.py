"""The commands of `turva keys`: the life of staff's keys (KEYS.md tells it as a ceremony).

Each says what it did and what to do next. A passphrase is printed once, when it is made, and no
other secret ever.
"""

# ruff: noqa: PLC0415 (each command starts quickly, and public ones never load what is staff's)

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import click

from app.commands.group import Refused
from app.commands.key_changes import add, remove, renew, rotate, sign
from app.commands.key_checks import show, verify
from app.commands.terminal import settings
from app.config import Settings


class Ceremonies(click.Group):
    """Says of a ceremony that somebody stopped that it may be run again."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command."""
        try:
            return super().invoke(ctx)
        except (click.Abort, KeyboardInterrupt):
            raise Refused(
                "Stopped before its end. Nothing is lost: type the same command again."
            ) from None


@click.group(cls=Ceremonies)
def keys() -> None:
    """Make, change and check keys; KEYS.md says when to do what."""


for command in (add, remove, rotate, renew, sign, verify, show):
    keys.add_command(command)


@keys.command()
@click.option(
    "--offline",
    type=click.Path(path_type=Path, file_okay=False),
    help="The folder of a stick, for what must never be online.",
)
@click.option("--member", "name", help="Your name in the roster, such as anna.")
def init(*, offline: Path | None, name: str | None) -> None:
    """Begin: the root, recovery, the first member and the first epoch.

    It asks for what is not given. If it is cut, run it again: what was made stays.
    """
    from app.commands import beginning
    from app.commands.asking import asked

    chosen = settings()
    folder = offline or Path(
        asked("The folder of the first stick, such as /media/root", "--offline")
    )
    beginning.begin(
        chosen, folder, name or asked("Your name among the members, such as anna", "--member")
    )


@keys.command()
@click.argument("name")
def member(name: str) -> None:
    """Make your own keys, to be added by somebody who is a member already."""
    from app.commands import beginning

    beginning.make_member(settings(), name)


@keys.command()
def demo() -> None:
    """Make or renew keys to try things out with."""
    chosen = settings()
    if not make_demo(chosen):
        click.echo(f"The demo keys in {chosen.home} are in order.")


def make_demo(chosen: Settings) -> bool:
    """Make what is missing of a demo's keys, say so, and tell whether anything was."""
    from app.demo import make_demo_keys

    written = make_demo_keys(chosen.home, datetime.now(UTC).date(), chosen.store)
    if written:
        names = ", ".join(str(path) for path in written)
        click.echo(f"DEMO KEYS, never for real letters: wrote {names}.")
    return bool(written)
