"""Commands that serve pages: `run`, `serve`, `gallery`. No private key is opened in any of them."""

# ruff: noqa: PLC0415 (each command starts quickly, and public ones never load what is staff's)

import sys
from collections.abc import Mapping

import click

from app.commands.group import Refused
from app.commands.keys import make_demo
from app.commands.terminal import SUPERVISED, follow, settings
from app.config import is_loopback


@click.command()
def run() -> None:
    """Serve site and inbox; make demo keys if there are no keys."""
    from app.demo import may_hold_demo
    from app.supervise import supervise

    chosen = settings()
    if may_hold_demo(chosen.home):
        make_demo(chosen)
    command = [sys.executable, "-m", "app.cli"]

    def ready(first: Mapping[str, str]) -> None:
        click.echo("\n".join([*first.values(), "Ctrl-C ends both."]))

    supervise(
        {
            "site": [*command, "serve", "--supervised"],
            "inbox": [*command, "inbox", "--supervised"],
        },
        ready=ready,
        say=click.echo,
        may_end=("inbox",),
    )


@click.command()
@SUPERVISED
def serve(*, supervised: bool) -> None:
    """Serve the public site and the intake. No private key is ever opened here."""
    from app.demo import DemoFiles
    from app.programs import create_public
    from app.serve import serve as listen

    chosen = settings()
    if DemoFiles(chosen.home).root_key.exists() and not is_loopback(chosen.host):
        raise Refused(
            f"The keys in {chosen.home} are demo keys, and people elsewhere would believe them:"
            " listen at 127.0.0.1, or set TURVA_HOME to a folder with real keys."
        )
    program = create_public(chosen)
    follow(supervised=supervised)
    host = f"[{chosen.host}]" if ":" in chosen.host else chosen.host
    listen(
        program,
        chosen.host,
        chosen.port,
        ready=lambda port: click.echo(f"Site   http://{host}:{port}/"),
    )


@click.command()
@click.option("--port", default=8002, show_default=True, help="0 takes a free one.")
def gallery(*, port: int) -> None:
    """Show every component on this machine, for who works on them."""
    from app.programs import create_components_gallery
    from app.serve import serve as listen

    listen(
        create_components_gallery(settings()),
        "127.0.0.1",
        port,
        ready=lambda chosen: click.echo(f"Gallery  http://127.0.0.1:{chosen}/"),
    )
