"""A function without a keyring or a store is closed, says so in time, and opens by itself."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.store.s3_address import S3Folder
from app.wire.keyring import sign_keyring
from tests.intake.stage import SERIAL, keyring, root
from tests.page import Page
from tests.serverless.function.installation import Installation, install
from tests.serverless.function.runtime import Function, event
from tests.serverless.function.sendings import (
    FORM,
    SEALED,
    WRITE,
    checked,
    envelope,
    named,
    posted,
    send,
)
from tests.store.faulty_proxy import Faults, faulty_proxy
from tests.store.s3_server import Server

pytestmark = pytest.mark.xdist_group("functions")


@pytest.fixture
def empty(server: Server) -> Installation:
    """Return an installation without keyring and notice."""
    return install(server)


@pytest.fixture
def faults() -> Faults:
    return Faults()


@pytest.fixture
def between(installation: Installation, faults: Faults) -> Iterator[str]:
    with faulty_proxy(installation.server.endpoint, faults) as address:
        yield address


@pytest.fixture
def away(
    installation: Installation, scratch: Path, package_folder: Path, between: str
) -> Iterator[Function]:
    """Return a plain function of a test's own, between which and its store lies the proxy."""
    environment = installation.environment("plain", between)
    with Function("plain", environment, scratch, package_folder) as function:
        yield function


def test_a_function_starts_closed_opens_with_a_keyring_and_goes_over_to_the_next_at_once(
    empty: Installation, scratch: Path, package_folder: Path
) -> None:
    with (
        Function("sealed", empty.environment("sealed"), scratch, package_folder) as sealed,
        Function("plain", empty.environment("plain"), scratch, package_folder) as plain,
    ):
        assert ("", "") == (sealed.started(), plain.started())
        assert 503 == send(sealed, envelope()).status
        page = plain.ask("GET", WRITE)
        assert (503, True) == (page.status, "tel:+358295463177" in page.text)
        assert "retry-after" in page.headers
        assert "KeyringMissing" in sealed.printed()

        empty.publish()
        named(send(sealed, envelope()))
        assert 200 == plain.ask("GET", WRITE).status

        before = empty.keyring.fetch()
        empty.keyring.replace(sign_keyring(keyring(SERIAL + 1), root()).encode(), before)
        newer = SEALED | {"Keyring-Serial": str(SERIAL + 1)}
        named(sealed.ask("POST", "/api/envelopes", envelope(), newer))
        assert 409 == send(sealed, envelope()).status

        site = S3Folder(empty.names.bucket("site"), "")
        assert 204 == empty.s3.send("DELETE", site, "keyring.txt").status


def test_with_settings_that_are_wrong_a_function_does_not_start_and_says_why(
    installation: Installation, scratch: Path, package_folder: Path
) -> None:
    wrong = installation.environment("sealed") | {"TURVA_STORE": "/srv/store"}
    with Function("sealed", wrong, scratch, package_folder) as function:
        assert "TURVA_STORE must be an address in S3" in function.started()


@pytest.mark.parametrize(("seconds", "asked"), [(6.0, True), (3.0, False)])
def test_a_store_that_does_not_answer_costs_nobody_the_answer_or_the_text(
    away: Function, faults: Faults, seconds: float, asked: object
) -> None:
    check = checked(away, "Zebrafink")
    faults.met.clear()
    faults.silent = "/envelopes/"
    # All but the last four seconds are for what is elsewhere; with none left nothing is begun.
    answer = away.invoke(event("POST", f"{WRITE}send", posted(check), FORM), seconds)

    assert (503, "") == (answer.status, answer.error)
    page = Page(answer.text)
    assert "Zebrafink" in str(page.posted())
    assert "tel:+358295463177" in page.links
    assert asked == faults.met.is_set()


def test_while_the_plain_way_is_held_up_the_sealed_one_answers(
    away: Function, faults: Faults, sealed: Function
) -> None:
    check = checked(away, "Zebrafink")
    faults.silent = "/envelopes/"
    held = [
        away.begin(event("POST", f"{WRITE}send", posted(check), FORM), seconds=15.0)
        for _ in range(5)
    ]
    assert faults.met.wait(30)
    for _ in range(5):
        named(send(sealed, envelope()))

    assert not any(each.ended.is_set() for each in held)


def test_a_letter_sent_as_the_function_ends_is_not_acknowledged_and_goes_again(
    installation: Installation,
    scratch: Path,
    package_folder: Path,
    between: str,
    faults: Faults,
) -> None:
    data = envelope()
    environment = installation.environment("sealed", between)
    with Function("sealed", environment, scratch, package_folder) as function:
        named(send(function, envelope()))
        faults.silent = "/envelopes/"
        waiting = function.begin(event("POST", "/api/envelopes", data, SEALED))
        faults.met.wait(30)
        function.process.terminate()
        assert -15 == function.process.wait(30)
        assert not waiting.ended.is_set()
        assert "" == function.printed()

    faults.silent = ""
    with Function("sealed", environment, scratch, package_folder) as again:
        name = named(send(again, data))
        assert data == installation.envelopes()[name]


@pytest.mark.parametrize("sends", [40, pytest.param(1_000, marks=pytest.mark.long)])
def test_of_letters_sent_while_the_store_fails_none_that_was_taken_is_lost_or_doubled(  # noqa: PLR0913, PLR0917 (fixtures)
    installation: Installation,
    scratch: Path,
    package_folder: Path,
    between: str,
    faults: Faults,
    sends: int,
) -> None:
    environment = installation.environment("sealed", between)
    with Function("sealed", environment, scratch, package_folder) as function:
        function.started()
        faults.share, faults.delay = 0.2, 0.05
        letters = [envelope() for _ in range(sends)]
        answers = [send(function, each) for each in letters]
        faults.share = 0.0

    kept = installation.envelopes()
    taken = [named(each) for each in answers if each.status == 201]
    assert {201, 503} >= {each.status for each in answers}
    assert sends // 2 < len(taken)
    assert {kept[name] for name in taken} <= set(letters)
    assert sum(faults.happened.values()) > sends
    assert {1} == {times for path, times in faults.kept.items() if path.endswith(tuple(taken))}
