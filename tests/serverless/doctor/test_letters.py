"""The doctor's own letters: sent both ways, answered, read and deleted."""

import pytest
from click.testing import CliRunner, Result

from app.cli import main
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
    said = doctor(site, address(front))
    assert 0 == said.exit_code, said.output
    assert 2 == said.output.count("staff opened it, and their answer came back")
    assert "nothing" not in site.turva("inbox", "list", "--show", "all")
    assert "doctor" not in site.turva("inbox", "list")


def test_a_letter_that_is_acknowledged_and_lost_is_found(front: Front, site: Service) -> None:
    def swallowed(said: Said) -> None:
        if (said.path, said.method, said.status) == ("/api/envelopes", "POST", 201):
            for each in site.envelopes():
                each.unlink()

    front.spoil = swallowed
    said = doctor(site, address(front))
    assert 1 == said.exit_code
    assert "letter, sealed: it was acknowledged and did not reach staff" in said.output


def test_an_answer_that_does_not_come_back_is_found(front: Front, site: Service) -> None:
    def emptied(said: Said) -> None:
        if said.path == "/api/mailbox":
            said.body = bytes(len(said.body))

    front.spoil = emptied
    said = doctor(site, address(front))
    assert 1 == said.exit_code
    assert 2 == said.output.count("its answer cannot be read")


def test_a_site_that_takes_no_letter_is_told_for_each_way(front: Front, site: Service) -> None:
    def busy(said: Said) -> None:
        if said.method == "POST":
            said.status = 503

    front.spoil = busy
    said = doctor(site, address(front))
    assert "letter, sealed: it was not taken" in said.output
    assert "letter, plain: it was not taken" in said.output


@pytest.mark.parametrize(
    "text", ["turva.example", "https://turva.example/fi/", "ftp://x", "http://"]
)
def test_what_is_no_address_is_refused_in_a_sentence(site: Service, text: str) -> None:
    said = doctor(site, text)
    assert (1, True) == (said.exit_code, "such as https://example.org" in said.output)


def test_the_findings_can_be_read_by_programs(front: Front, site: Service) -> None:
    words = ["doctor", "--json", "--url", address(front)]
    said = CliRunner().invoke(main, words, env={"TURVA_HOME": str(site.home)})
    assert '"state": "ok"' in said.stdout
    assert examined(front, {"TURVA_HOME": str(site.home)}).name == "localhost"
