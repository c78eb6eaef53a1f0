"""The doctor's own letters: sent both ways, answered, read and deleted."""

import json
from collections.abc import Mapping

import pytest
from click.testing import CliRunner, Result

from app.cli import main
from app.commands.doctor_staff import Colleague
from app.config import from_environment
from app.store.errors import Unavailable
from serverless.doctor.letters import letters
from serverless.doctor.outside import Check, outside
from tests.forms.newest import NEWEST
from tests.journeys.service import Service
from tests.serverless.doctor.front import Front, Said, examined

DOCTOR = ("doctor", "--collect", "--url")


def doctor(site: Service, address: str, *more: str) -> Result:
    settings = {"TURVA_HOME": str(site.home)}
    return CliRunner().invoke(main, [*DOCTOR, address, *more], env=settings)


def address(front: Front) -> str:
    return f"http://127.0.0.1:{front.server_address[1]}"


def test_two_letters_go_the_whole_way_and_nothing_of_them_is_left_to_do(
    front: Front, site: Service
) -> None:
    said = doctor(site, address(front), "--json")
    assert 0 == said.exit_code, said.output
    found = json.loads(said.stdout)["findings"]
    came = [each["check"] for each in found if "their answer came back" in each["said"]]
    assert ["letter, sealed", "letter, plain"] == came
    assert "nothing" not in site.turva("inbox", "list", "--show", "all")
    assert "doctor" not in site.turva("inbox", "list")


def faults(front: Front, site: Service) -> list[str]:
    """Send and collect letters, and return what was found to be wrong with them."""
    environment = {"TURVA_HOME": str(site.home)}
    staff = Colleague(from_environment(environment))
    version = NEWEST["write"].version
    checks: Mapping[str, Check] = {"letters": lambda it: letters(it, version, staff)}
    found = outside(examined(front, environment), checks)
    return [f"{each.check}: {each.said}" for each in found if each.state == "fault"]


def test_a_letter_that_is_acknowledged_and_lost_is_found(front: Front, site: Service) -> None:
    def swallowed(said: Said) -> None:
        if (said.path, said.method, said.status) == ("/api/envelopes", "POST", 201):
            for each in site.envelopes():
                each.unlink()

    front.spoil = swallowed
    lost = "letter, sealed: it was acknowledged and did not reach staff"
    assert [lost] == faults(front, site)


def test_an_answer_that_does_not_come_back_is_found(front: Front, site: Service) -> None:
    def emptied(said: Said) -> None:
        if said.path == "/api/mailbox":
            said.body = bytes(len(said.body))

    front.spoil = emptied
    found = faults(front, site)
    assert ["letter, sealed", "letter, plain"] == [each.split(":")[0] for each in found]
    assert all("its answer cannot be read" in each for each in found)


def test_a_site_that_takes_no_letter_is_told_for_each_way(front: Front, site: Service) -> None:
    def busy(said: Said) -> None:
        if said.method == "POST":
            said.status = 503

    front.spoil = busy
    assert [
        "letter, sealed: it was not taken: /api/envelopes answers 503",
        "letter, plain: it was not taken: /en/write/plain/ answers 503",
    ] == faults(front, site)
    assert "doctor" not in site.turva("inbox", "list")  # though the first one had come


def test_one_way_that_is_cut_does_not_hide_how_the_other_fares(front: Front, site: Service) -> None:
    def cut(said: Said) -> None:
        if (said.path, said.method) == ("/api/envelopes", "POST"):
            raise ConnectionAbortedError

    front.spoil = cut
    (found,) = faults(front, site)
    assert found.startswith("letter, sealed: it was not taken")
    assert "did not answer" in found
    assert "doctor" not in site.turva("inbox", "list")


def test_a_letter_that_staff_cannot_answer_is_told_and_still_removed(
    front: Front, site: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    def unable(*_: object) -> None:
        raise Unavailable("the shelf of answers is out of reach: try again")

    monkeypatch.setattr("app.commands.doctor_staff.send", unable)
    assert ["letters: the shelf of answers is out of reach: try again"] == faults(front, site)
    assert "doctor" not in site.turva("inbox", "list")


@pytest.mark.parametrize(
    "text", ["turva.example", "https://turva.example/fi/", "ftp://x", "http://"]
)
def test_what_is_no_address_is_refused_in_a_sentence(site: Service, text: str) -> None:
    said = doctor(site, text)
    assert (1, True) == (said.exit_code, "such as https://example.org" in said.output)
