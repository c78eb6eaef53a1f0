"""The commands of `turva keys`: the life of staff's keys (KEYS.md tells it as a ceremony).

Each says what it did and what to do next. A passphrase is printed once, when it is made, and no
other secret ever.
"""

# ruff: noqa: PLC0415 (each command starts quickly, and public ones never load what is staff's)

from datetime import UTC, datetime
from pathlib import Path

import click

from app.commands.key_changes import add, remove, renew, rotate, sign
from app.commands.key_checks import show, verify
from app.commands.terminal import settings
from app.config import Settings


@click.group()
def keys() -> None:
    """Make, change and check keys; KEYS.md says when to do what."""


for command in (add, remove, rotate, renew, sign, verify, show):
    keys.add_command(command)


@keys.command()
@click.option(
    "--offline",
    required=True,
    type=click.Path(path_type=Path, file_okay=False),
    help="The folder of a stick, for what must never be online.",
)
@click.option("--member", "name", required=True, help="Your name in the roster, such as anna.")
def init(*, offline: Path, name: str) -> None:
    """Begin: the root, recovery, the first member and the first epoch.

    If it is cut, run it again: what was made stays.
    """
    from app.commands import beginning

    beginning.begin(settings(), offline, name)


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
