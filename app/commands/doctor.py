"""`turva doctor`: is a site well? From outside anywhere, from inside with the operator's rights.

Silence is never taken for health: what is at fault or cannot be seen is told, and any fault is exit
status 1. Without --letter it changes nothing.
"""

# ruff: noqa: PLC0415 (each command starts quickly, and public ones never load what is staff's)

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from app.commands.group import Refused
from app.commands.package import sentences
from app.commands.terminal import AS_JSON, print_out, settings

if TYPE_CHECKING:
    from app.config import Settings
    from serverless.doctor.examined import Examined
    from serverless.doctor.finding import Finding

_MARKS: Final = {"ok": "ok   ", "fault": "FAULT", "open": "?    "}


@click.command()
@click.argument("stage", required=False, type=click.Choice(("dev", "staging", "production")))
@click.option("--url", help="The site's address; without it that of TURVA_SITE.")
@click.option("--at", help="Another address at which the site is asked for by its name.")
@click.option(
    "--authority",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="Certificates to trust beside the usual ones.",
)
@click.option("--release-key", help="The public key that must have signed what is served.")
@click.option("--letter", is_flag=True, help="Send a letter both ways; staff see it as a test.")
@click.option("--collect", is_flag=True, help="And collect, answer, read and delete it as staff.")
@AS_JSON
def doctor(  # noqa: PLR0913 (an argument for each option)
    stage: str | None,
    url: str | None,
    at: str | None,
    authority: Path | None,
    release_key: str | None,
    *,
    letter: bool,
    collect: bool,
    as_json: bool,
) -> None:
    """Check a running site from outside, and with a STAGE its account from inside too.

    It needs TURVA_ROOT and TURVA_SITE, as the site has them, and for a STAGE the operator's
    credentials. Each line says what is wrong and how to mend it.
    """
    from serverless.doctor.errors import DoctorError

    chosen = settings()
    try:
        with sentences():
            examined = _examined(chosen, url, at, authority, release_key)
            found = list(_findings(chosen, examined, stage, letter=letter, collect=collect))
    except DoctorError as error:
        raise Refused(f"{error}.") from None
    print_out(_record(found) if as_json else _lines(found))
    faults = sum(each.state == "fault" for each in found)
    if faults:
        raise Refused(f"{faults} {'fault' if faults == 1 else 'faults'}: see above.")


def _examined(
    chosen: Settings, url: str | None, at: str | None, authority: Path | None, key: str | None
) -> Examined:
    from app.root_key import read_root
    from app.wire.note import VerifierKey
    from serverless.doctor.examined import Examined
    from serverless.doctor.visit import Address, Visit

    site = Address.parse(url or f"https://{chosen.site}")
    return Examined(
        visit=Visit(site, Address.parse(at) if at else None, authority),
        name=chosen.site,
        root=read_root(chosen),
        minimum_serial=chosen.minimum_serial,
        release=VerifierKey.parse(key) if key else None,
        today=datetime.now(UTC).date(),
    )


def _findings(
    chosen: Settings, examined: Examined, stage: str | None, *, letter: bool, collect: bool
) -> Iterator[Finding]:
    from app.built import questionnaires
    from serverless.doctor.finding import unseen
    from serverless.doctor.letters import letters
    from serverless.doctor.outside import outside

    yield from outside(examined)
    if letter or collect:
        from app.commands.doctor_staff import Colleague

        version = max(number for form, number in questionnaires() if form == "write")

        def sent(it: Examined) -> Iterator[Finding]:
            return letters(it, version, Colleague(chosen) if collect else None)

        yield from outside(examined, {"letters": sent})
    else:
        yield unseen("letters", "none was sent: --letter does that, --collect answers it too")
    if stage is None:
        yield unseen("account", "no stage was named: only what anybody can see was looked at")
        return
    from app.commands.deploy import told_to_functions
    from serverless.doctor.inside import account

    yield from account(stage, told_to_functions(chosen))


def _record(found: Iterable[Finding]) -> dict[str, object]:
    return {
        "findings": [
            {"check": each.check, "state": each.state, "said": each.said, "mend": each.mend}
            for each in found
        ]
    }


def _lines(found: Iterable[Finding]) -> Iterator[str]:
    for each in found:
        mend = f". To mend it: {each.mend}" if each.mend else ""
        yield f"{_MARKS[each.state]}  {each.check}: {each.said}{mend}."
