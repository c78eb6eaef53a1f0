"""One installation and its two functions, from the real package, for all tests of the functions."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.serverless.function.installation import Installation, install
from tests.serverless.function.runtime import Function
from tests.store.s3_server import Server, taught


@pytest.fixture(scope="session")
def scratch(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("functions")


@pytest.fixture(scope="session")
def server(scratch: Path) -> Iterator[Server]:
    with taught(scratch) as server:
        yield server


@pytest.fixture(scope="session")
def installation(server: Server) -> Installation:
    made = install(server)
    made.publish()
    return made


@pytest.fixture(scope="session")
def sealed(installation: Installation, scratch: Path, package_folder: Path) -> Iterator[Function]:
    environment = installation.environment("sealed")
    with Function("sealed", environment, scratch, package_folder) as function:
        assert "" == function.started()
        yield function


@pytest.fixture(scope="session")
def plain(installation: Installation, scratch: Path, package_folder: Path) -> Iterator[Function]:
    environment = installation.environment("plain")
    with Function("plain", environment, scratch, package_folder) as function:
        assert "" == function.started()
        yield function
