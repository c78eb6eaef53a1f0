"""One site for all tests of the doctor, with letters that somebody collected today."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.journeys.service import Service
from tests.serverless.doctor.front import Front, manifest, standing


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    """Return the running site."""
    with Service(tmp_path_factory.mktemp("well") / "instance") as service:
        service.turva("inbox", "pull")
        yield service


@pytest.fixture(scope="session")
def environment(site: Service) -> dict[str, str]:
    """Return the settings of the site."""
    return {"TURVA_HOME": str(site.home)}


@pytest.fixture(scope="session")
def signed(environment: dict[str, str], tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """Return the site's signed manifest."""
    return manifest(Path(tmp_path_factory.mktemp("release")), environment)


@pytest.fixture
def front(site: Service, signed: bytes) -> Iterator[Front]:
    """Return what stands in front of the site."""
    with standing(Front(site.port, signed)) as front:
        yield front
