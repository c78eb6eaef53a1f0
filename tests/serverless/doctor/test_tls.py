"""The line to the site: what a browser would not take is found, by its reason."""

import ssl
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from serverless.doctor.finding import Finding
from serverless.doctor.tls import tls
from serverless.doctor.visit import Address, Visit
from tests.certificate import certificate
from tests.journeys.service import Service
from tests.serverless.doctor.front import Front, examined, standing

HOST = "turva.example"


@contextmanager
def locked(site: Service, folder: Path, name: str, days: int) -> Iterator[tuple[Front, Path]]:
    own, secret = certificate(folder, name, days)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(own, secret)
    with standing(Front(site.port, b"", context)) as front:
        yield front, own


Look = Callable[[str, int], Finding]


@pytest.fixture
def look(site: Service, environment: dict[str, str], tmp_path: Path) -> Look:
    """Return what looks at a line whose certificate is for a name and ends in so many days."""

    def looked(name: str, days: int) -> Finding:
        with locked(site, tmp_path, name, days) as (front, own):
            here = examined(front, environment, host=HOST, scheme="https", authority=own)
            (found,) = tls(here)
        return found

    return looked


def test_a_locked_line_is_told_with_its_version_and_days(look: Look) -> None:
    found = look(HOST, 90)
    assert ("ok", "TLSv1.3, the certificate ends in 90 days") == (found.state, found.said)


@pytest.mark.parametrize(
    ("name", "days", "said"),
    [
        (HOST, 20, "ends in 20 days"),
        (HOST, -2, "expired"),
        ("other.example", 90, "Hostname mismatch"),
    ],
)
def test_what_a_browser_refuses_or_soon_will_is_a_fault(
    look: Look, name: str, days: int, said: str
) -> None:
    found = look(name, days)
    assert "fault" == found.state
    assert said in found.said
    assert found.mend


def test_an_authority_that_nobody_trusts_is_a_fault(
    site: Service, environment: dict[str, str], tmp_path: Path
) -> None:
    with locked(site, tmp_path, HOST, 90) as (front, _):
        (found,) = tls(examined(front, environment, host=HOST, scheme="https"))
    assert ("fault", True) == (found.state, "self" in found.said)


def test_an_open_line_to_another_computer_is_a_fault(
    front: Front, environment: dict[str, str]
) -> None:
    here = examined(front, environment)
    away = type(here)(
        Visit(Address.parse("http://turva.example")), here.name, here.root, 1, None, here.today
    )
    (found,) = tls(away)
    assert ("fault", "http://turva.example is not locked") == (found.state, found.said)
