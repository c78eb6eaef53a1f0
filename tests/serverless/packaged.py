"""The functions' package as the tests share it: made once for all processes of one run."""

import fcntl
import zipfile
from pathlib import Path

import pytest

from serverless.package.make import make_package


def made_once(factory: pytest.TempPathFactory) -> Path:
    """Return the package, made by whichever process comes first."""
    folder = _shared(factory) / "package"
    folder.mkdir(exist_ok=True)
    out = folder / "turva.zip"
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not out.exists():
            make_package(out)
    return out


def unpacked_once(factory: pytest.TempPathFactory) -> Path:
    """Return the folder in which the package is unpacked as Lambda does."""
    package = made_once(factory)
    folder = package.with_name("task")
    with (package.parent / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not folder.exists():
            with zipfile.ZipFile(package) as archive:
                archive.extractall(folder.with_name("half"))
            folder.with_name("half").rename(folder)
    return folder


def _shared(factory: pytest.TempPathFactory) -> Path:
    own = factory.getbasetemp()
    return own.parent if own.name.startswith("popen-") else own
