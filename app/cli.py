"""The command line.

Whatever of ours goes wrong becomes one sentence on standard error and exit status 1; a wrong use of
a command is status 2. Everything is imported inside the command that needs it, so that each starts
quickly and the public programs never load what belongs to staff. It never prints a secret.
"""

# ruff: noqa: PLC0415 (imports stand inside the commands for the reasons above)

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from io import TextIOWrapper
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

import click

from app.config import Settings, as_markdown, as_text, from_environment, given, is_loopback

if TYPE_CHECKING:
    from app.inbox.desk import Desk

FORMS = Path(__file__).parents[1] / "content" / "forms"
"""The sources of the questionnaires."""


class Refused(click.ClickException):
    """Something of ours refused; shown as its one sentence."""

    def show(self, file: IO[Any] | None = None) -> None:
        """Print the sentence, marked as ours."""
        click.echo(f"turva: {self.format_message()}", file=file, err=file is None)


class Commands(click.Group):
    """Turns errors of ours into their sentence; any other is a fault and keeps its traceback."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command."""
        try:
            return super().invoke(ctx)
        except OSError as error:
            if error.filename is None:
                raise
            raise Refused(f"{error.filename} cannot be used: {error.strerror}.") from None
        except Exception as error:
            if not type(error).__module__.startswith("app."):
                raise
            sentence = str(error) or type(error).__name__
            raise Refused(sentence.removesuffix(".") + ".") from None


@click.group(cls=Commands)
def main() -> None:
    """Turva: the site on which people ask for help, and the inbox in which staff read them."""
    # Text from outside must never end a command because a terminal cannot show it.
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


@main.command()
def run() -> None:
    """Serve site and inbox; make demo keys if there are no keys."""
    from app.demo import may_hold_demo
    from app.supervise import supervise

    settings = _settings()
    if may_hold_demo(settings.home):
        _make_demo_keys(settings.home)
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


SUPERVISED = click.option("--supervised", is_flag=True, hidden=True, help="End when stdin closes.")


@main.command()
@SUPERVISED
def serve(*, supervised: bool) -> None:
    """Serve the public site and the intake. No private key is ever opened here."""
    from app.demo import DemoFiles
    from app.programs import create_public
    from app.serve import serve as listen

    settings = _settings()
    if DemoFiles(settings.home).root_key.exists() and not is_loopback(settings.host):
        raise Refused(
            f"The keys in {settings.home} are demo keys, and people elsewhere would believe them:"
            " listen at 127.0.0.1, or set TURVA_HOME to a folder with real keys."
        )
    program = create_public(settings)
    _follow(supervised=supervised)
    host = f"[{settings.host}]" if ":" in settings.host else settings.host
    listen(
        program,
        settings.host,
        settings.port,
        ready=lambda port: click.echo(f"Site   http://{host}:{port}/"),
    )


@main.command()
@click.argument("out", type=click.Path(path_type=Path))
def build(out: Path) -> None:
    """Write the public site to the folder OUT as static files."""
    from app.programs import create_public_site
    from app.site.freeze import freeze

    freeze(create_public_site(_settings()), out)
    click.echo(f"The site is in {out}.")


@main.command()
@click.option("--port", default=8002, show_default=True, help="0 takes a free one.")
def gallery(*, port: int) -> None:
    """Show every component on this machine, for who works on them."""
    from app.programs import create_components_gallery
    from app.serve import serve as listen

    listen(
        create_components_gallery(_settings()),
        "127.0.0.1",
        port,
        ready=lambda chosen: click.echo(f"Gallery  http://127.0.0.1:{chosen}/"),
    )


@main.command()
@click.option("--markdown", is_flag=True, help="Print the table for the documentation.")
def config(*, markdown: bool) -> None:
    """List every setting: its value and what it means."""
    click.echo(as_markdown() if markdown else as_text(_settings()))


@main.group()
def keys() -> None:
    """Make keys."""


@keys.command()
def demo() -> None:
    """Make or renew keys to try things out with."""
    settings = _settings()
    if not _make_demo_keys(settings.home):
        click.echo(f"The demo keys in {settings.home} are in order.")


@main.group()
def forms() -> None:
    """Check and compile the questionnaires of content/forms."""


@forms.command("compile")
@click.argument("out", type=click.Path(path_type=Path))
def compile_command(out: Path) -> None:
    """Write every questionnaire to the folder OUT as JSON."""
    from app.forms.load import compile_forms

    compile_forms(FORMS, out)


@forms.command()
def check() -> None:
    """Read every questionnaire and say whether all are in order."""
    from app.forms.load import load_all

    found = load_all(FORMS)
    click.echo("\n".join(f"{form} {version} is in order." for form, version in found))


@main.group(invoke_without_command=True)
@SUPERVISED
@click.pass_context
def inbox(context: click.Context, *, supervised: bool) -> None:
    """Read letters: without a subcommand as web pages on this machine."""
    if context.invoked_subcommand is not None:
        return
    from app.inbox.gate import Gate
    from app.inbox.web import create_inbox
    from app.serve import end
    from app.serve import serve as listen

    settings = _settings()
    gate = Gate()
    program = create_inbox(desk=_desk(), gate=gate, name=settings.name, end=end)
    _follow(supervised=supervised)
    listen(
        program,
        "127.0.0.1",
        settings.inbox_port,
        ready=lambda port: click.echo(f"Inbox  {gate.link(port)}  (opens once)"),
    )
    if gate.locked:
        where = " in another terminal" if supervised else ""
        typed = " ".join([*given(os.environ), "turva inbox"])
        click.echo(f"Inbox  locked, and its process has ended. To open it{where}: {typed}")


AS_JSON = click.option("--json", "as_json", is_flag=True, help="Print JSON, for programs.")


@inbox.command()
@AS_JSON
def pull(*, as_json: bool) -> None:
    """Keep the envelopes that have come in since.

    Nothing is opened, and nothing is changed where they come from.
    """
    from app.inbox.printed import pull_lines
    from app.inbox.records import pull_record
    from app.inbox.sync import pull as pull_envelopes
    from app.programs import open_stores

    report = pull_envelopes(*open_stores(_settings()))
    _print(pull_record(report) if as_json else pull_lines(report))
    if not report.complete:
        raise Refused("Not everything could be kept: see above, then pull again.")


@inbox.command("list")
@AS_JSON
def list_command(*, as_json: bool) -> None:
    """List the kept letters, the newest first, and what is quarantined."""
    from app.inbox.printed import list_lines
    from app.inbox.records import list_record

    contents = _desk().contents()
    _print(list_record(contents) if as_json else list_lines(contents))


@inbox.command()
@click.argument("case_id", metavar="ID")
@AS_JSON
def show(case_id: str, *, as_json: bool) -> None:
    """Show one letter or quarantined object.

    ID is a letter's or an envelope's id, or a beginning of it that fits only one.
    """
    from app.inbox.printed import show_lines
    from app.inbox.records import show_record

    found = _desk().contents().find(case_id)
    _print(show_record(found) if as_json else show_lines(found))


def _settings() -> Settings:
    return from_environment(os.environ)


def _desk() -> Desk:
    from app.programs import open_desk

    return open_desk(_settings())


def _follow(*, supervised: bool) -> None:
    if supervised:
        from app.supervise import end_with_parent

        end_with_parent()


def _print(output: Mapping[str, Any] | Iterable[str]) -> None:
    from app.inbox.visible import json_text

    click.echo(json_text(output) if isinstance(output, Mapping) else "\n".join(output))


def _make_demo_keys(home: Path) -> bool:
    """Make what is missing, say so, and tell whether anything was."""
    from app.demo import make_demo_keys

    written = make_demo_keys(home, datetime.now(UTC).date())
    if written:
        names = ", ".join(str(path) for path in written)
        click.echo(f"DEMO KEYS, never for real letters: wrote {names}.")
    return bool(written)


if __name__ == "__main__":
    main()
