"""`turva refer`: letters from another organisation's system, sealed here and posted, a line each.

Nothing of an answer is ever printed: a line is told by its number, a mistake by a code and the key
of a question.
"""

# ruff: noqa: PLC0415 (each command starts quickly, and public ones never load what is staff's)

from __future__ import annotations

import json
import os
import stat
import sys
import time
from collections.abc import Iterator
from contextlib import nullcontext, suppress
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from app import setting_values as values
from app.commands.group import Refused
from app.commands.terminal import AS_JSON, settings

if TYPE_CHECKING:
    from app.config import Settings
    from app.refer.sending import Report, To

STATE = ".turva-refer"
"""The folder beside a file of lines that remembers what was sent."""

FORMS = Path(__file__).parents[2] / "build" / "forms"
_OTHERS = stat.S_IRGRP | stat.S_IROTH
_DONE = ("sent", "already sent", "would be sent", "repeated")


@click.command()
@click.argument("file", required=False, type=click.Path(path_type=Path))
@click.option("--site", help="The site's address, such as https://example.org.")
@click.option("--root", help="The root's public key, or a file that holds it [TURVA_ROOT].")
@click.option("--host", help="The host name that the site calls itself, if another than there.")
@click.option(
    "--state", type=click.Path(path_type=Path), help=f"Folder of what was sent [{STATE} by FILE]."
)
@click.option("--dry-run", is_flag=True, help="Check and seal everything, and post nothing.")
@click.option("--schema", metavar="FORM", help="Print the JSON Schema of a line, and do no more.")
@AS_JSON
def refer(  # noqa: PLR0913 (each an option)
    file: Path | None,
    *,
    site: str | None,
    root: str | None,
    host: str | None,
    state: Path | None,
    dry_run: bool,
    schema: str | None,
    as_json: bool,
) -> None:
    """Seal and send referrals: each line of FILE is one letter as JSON.

    Run it again after a cut: what was sent is not sent twice. A line that was changed is a new
    letter. What is printed has the 25 digits of each letter: keep it as you keep the referral.
    """
    if schema is not None:
        click.echo(_schema(schema), nl=False)
        return
    if file is None:
        raise click.UsageError("Name the FILE of lines.")
    to = _to(settings(), site, root, host)
    for name in _open_to_others(file):
        click.echo(f"turva: others on this computer can read {name}: close it to them.", err=True)
    undone = 0
    for report in _reports(file, to, state or file.parent / STATE, dry=dry_run):
        click.echo(json.dumps(_record(report)) if as_json else _text(report))
        undone += report.status not in _DONE
    if undone:
        lines = "One line was" if undone == 1 else f"{undone} lines were"
        raise Refused(f"{lines} not sent: the report says why.")


def _open_to_others(file: Path) -> Iterator[str]:
    """Yield what others can read of what is secret: the lines, and a report that goes to a file."""
    with suppress(OSError):
        if _is_open(file.stat()):
            yield str(file)
    with suppress(OSError):
        if _is_open(os.fstat(sys.stdout.fileno())):
            yield "the report, which holds the 25 digits of each letter"


def _is_open(found: os.stat_result) -> bool:
    return stat.S_ISREG(found.st_mode) and bool(found.st_mode & _OTHERS)


def _reports(file: Path, to: To, folder: Path, *, dry: bool) -> Iterator[Report]:
    from app.forms.load import load_all
    from app.frame.locale import LANGUAGES
    from app.refer.lines import read_lines
    from app.refer.sending import Sending
    from app.refer.state import State

    state = State(folder)
    sending = Sending(to, state, dry=dry)
    lines = read_lines(file, load_all(FORMS), [language.tag for language in LANGUAGES])
    # A rehearsal leaves nothing behind.
    with nullcontext() if dry else state.opened():
        yield from sending.reports(lines)
    if sending.stopped is not None:
        click.echo(f"turva: {str(sending.stopped).removesuffix('.')}.", err=True)


def _to(chosen: Settings, site: str | None, root: str | None, host: str | None) -> To:
    from app.refer.sending import To
    from app.refer.service import Address, Service
    from app.root_key import read_root

    if site is None:
        raise click.UsageError("Name the site: --site https://…")
    address = Address.parse(site)
    if root is not None:
        chosen = replace(chosen, root=values.root(root))
    try:
        name = values.site(host or address.host)
    except ValueError as error:
        raise click.UsageError(f"--host {error}.") from None
    return To(
        service=Service(address),
        root=read_root(chosen),
        minimum_serial=chosen.minimum_serial,
        origin=address.text,
        host=name,
        pause=time.sleep,
    )


def _record(report: Report) -> dict[str, Any]:
    return {
        "line": report.line,
        "status": report.status,
        "reasons": [{"code": each.code, "key": each.key} for each in report.reasons],
        "reference": report.reference,
        "receipt": report.receipt,
        "same_as": report.same_as,
        "left_out": list(report.left_out),
    }


def _text(report: Report) -> str:
    from app.wire.receipt import groups

    said = f"{report.line}: {report.status}"
    if report.same_as is not None:
        said += f", line {report.same_as} is the same: one letter"
    if report.reasons:
        said += ": " + ", ".join(
            f"{each.key} {each.code}" if each.key else each.code for each in report.reasons
        )
    if report.left_out:
        said += f", left out, as the other answers do not ask it: {', '.join(report.left_out)}"
    if report.reference:
        said += f", reference {report.reference}"
    if report.receipt:
        said += f", digits {' '.join(groups(report.receipt))}"
    return said


def _schema(form: str) -> str:
    from app.forms.load import load_all
    from app.forms.schema import line_schema, schema_text
    from app.frame.locale import LANGUAGES

    versions = [each for (name, _), each in load_all(FORMS).items() if name == form]
    if not versions or not versions[-1].reference:
        raise Refused(f"There is no form for referrers that is called {form!r}.")
    return schema_text(line_schema(versions[-1], [language.tag for language in LANGUAGES]))
