"""The emulated cloud that the tests of deploying share, started once and only if one needs it."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.request import urlopen

import pytest

from tests.serverless.stack.deployed import Deployed, deploy

EMULATOR = Path(__file__).with_name("emulator.py")


@pytest.fixture(scope="session")
def cloud_address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Return the address of the emulated cloud."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    folder = tmp_path_factory.mktemp("cloud")
    with (folder / "log").open("wb") as log:
        process = subprocess.Popen(
            [sys.executable, str(EMULATOR), str(port)],
            cwd=folder,
            stdout=log,
            stderr=log,
            env={**os.environ, "HOME": str(folder), "TMPDIR": str(folder)},
        )
        try:
            address = f"http://127.0.0.1:{port}"
            _wait(address, process)
            yield address
        finally:
            process.terminate()
            process.wait(30)


def _wait(address: str, process: subprocess.Popen[bytes]) -> None:
    end = time.monotonic() + 60
    while time.monotonic() < end and process.poll() is None:
        try:
            with urlopen(f"{address}/_ministack/health", timeout=5):
                return
        except OSError:
            time.sleep(0.1)
    pytest.fail("the emulated cloud did not start")


@pytest.fixture(scope="session")
def cloud_environment(
    cloud_address: str, tmp_path_factory: pytest.TempPathFactory
) -> dict[str, str]:
    """Return the environment in which the cloud's tools find the emulated one and nothing else."""
    nothing = str(tmp_path_factory.mktemp("none") / "none")
    return {
        "AWS_ACCESS_KEY_ID": "test",
        "AWS_SECRET_ACCESS_KEY": "test",
        "AWS_CONFIG_FILE": nothing,
        "AWS_EC2_METADATA_DISABLED": "true",
        "AWS_ENDPOINT_URL": cloud_address,
        "AWS_DEFAULT_REGION": "us-east-1",
        "AWS_REGION": "us-east-1",
        "AWS_SHARED_CREDENTIALS_FILE": nothing,
    }


@pytest.fixture
def in_cloud(cloud_environment: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> None:
    """Let this test's own process work in the emulated cloud."""
    for name, value in cloud_environment.items():
        monkeypatch.setenv(name, value)


@pytest.fixture(scope="session")
def deployed(
    cloud_address: str,
    cloud_environment: dict[str, str],
    package: Path,
    tmp_path_factory: pytest.TempPathFactory,
) -> Deployed:
    """Return the stage dev with the real package, deployed once; its tests are group "cloud"."""
    home = tmp_path_factory.mktemp("staff")
    return deploy(cloud_address, cloud_environment, package, home)
