"""What the tests of the cloud share: the functions' package, and the folder it is unpacked in."""

from pathlib import Path

import pytest

from tests.serverless.packaged import made_once, unpacked_once


@pytest.fixture(scope="session")
def package(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the package that `turva package` makes."""
    return made_once(tmp_path_factory)


@pytest.fixture(scope="session")
def package_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder in which the package is unpacked."""
    return unpacked_once(tmp_path_factory)
