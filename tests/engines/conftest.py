"""Engines beside those of the journeys: WebKitGTK, and Firefox as Tor Browser sets it.

A few journeys each. Every letter that is sent must be found by staff.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.engines.drivers import display
from tests.engines.elsewhere import Elsewhere
from tests.journeys.service import Service


@pytest.fixture(scope="session")
def screen() -> Iterator[str]:
    with display() as name:
        yield name


@pytest.fixture
def elsewhere() -> Iterator[Elsewhere]:
    site = Elsewhere()
    yield site
    site.close()


@pytest.fixture
def service(tmp_path: Path, elsewhere: Elsewhere) -> Iterator[Service]:
    with Service(tmp_path / "instance", settings={"TURVA_EXIT": elsewhere.address}) as service:
        yield service
