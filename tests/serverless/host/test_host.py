"""Without the cloud: any WSGI server, any S3 store, and a unit that starts what there is."""

import os
import re
import shlex
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from http.client import HTTPConnection
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from app.cli import main
from app.config import from_environment
from app.demo import DemoFiles, make_demo_keys
from app.store.published import open_published
from app.store.s3_address import S3Address, S3Object
from tests.serverless.doctor.front import free_port
from tests.store.s3_server import Server, seaweed

ROOT = Path(__file__).parents[3]
HOST = ROOT / "serverless" / "host"


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with seaweed(tmp_path_factory.mktemp("seaweed")) as server:
        yield server


@pytest.fixture(scope="module")
def shared(store: Server) -> dict[str, str]:
    """Return what the site's machine and staff's are told alike."""
    place = f"s3://{store.bucket}/host"
    return {
        "AWS_ENDPOINT_URL_S3": store.endpoint,
        "AWS_ACCESS_KEY_ID": "test",
        "AWS_SECRET_ACCESS_KEY": "test",
        "AWS_REGION": "us-east-1",
        "TURVA_STORE": place,
        "TURVA_KEYRING": f"{place}/public/keyring.txt",
        "TURVA_NOTICE": f"{place}/public/notice.txt",
    }


@pytest.fixture(scope="module")
def staff(shared: dict[str, str], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Make staff's keys, put them in force in the store, and return their computer's home."""
    home = tmp_path_factory.mktemp("staff") / "home"
    with pytest.MonkeyPatch.context() as patch:
        for name, value in shared.items():
            patch.setenv(name, value)
        make_demo_keys(home, datetime.now(UTC).date(), S3Address.parse(shared["TURVA_STORE"]))
        keyring = open_published(S3Object.parse(shared["TURVA_KEYRING"]))
        keyring.replace(DemoFiles(home).keyring.read_bytes(), None)
        yield home


@pytest.fixture(scope="module")
def address(
    shared: dict[str, str], staff: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[str]:
    """Run the site on a machine that has nothing of staff's, and return where it answers."""
    port = free_port()
    root = DemoFiles(staff).root_vkey.read_text().strip()
    own = {"TURVA_ROOT": root, "TURVA_HOME": str(tmp_path_factory.mktemp("site"))}
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("AWS_", "TURVA_"))}
    command = [sys.executable, "-m", "waitress", f"--listen=127.0.0.1:{port}"]
    process = subprocess.Popen(
        [*command, "app.wsgi:application"], cwd=ROOT, env={**kept, **shared, **own}
    )
    try:
        end = time.monotonic() + 60
        while not answers(port) and process.poll() is None and time.monotonic() < end:
            time.sleep(0.1)
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait(30)


def answers(port: int) -> bool:
    try:
        with closing(HTTPConnection("127.0.0.1", port, timeout=10)) as line:
            line.request("GET", "/keyring.txt")
            return line.getresponse().status == 200
    except OSError:
        return False


def turva(staff: Path, shared: dict[str, str], *words: str) -> Result:
    return CliRunner().invoke(main, words, env={**shared, "TURVA_HOME": str(staff)})


def test_under_another_wsgi_server_letters_come_in_and_answers_go_back(
    address: str, staff: Path, shared: dict[str, str]
) -> None:
    assert 0 == turva(staff, shared, "inbox", "pull").exit_code
    found = turva(staff, shared, "doctor", "--url", address, "--collect")
    assert 0 == found.exit_code, found.output
    assert 2 == found.output.count("staff opened it, and their answer came back")


def lines(name: str) -> list[str]:
    text = (HOST / name).read_text()
    return [each for each in text.splitlines() if each and not each.startswith(("#", ";"))]


def test_the_unit_starts_a_command_that_there_is_with_settings_that_there_are() -> None:
    (start,) = [
        each.removeprefix("ExecStart=")
        for each in lines("turva.service")
        if each.startswith("ExecStart=")
    ]
    program, *words = shlex.split(start)
    assert ("turva", True) == (Path(program).name, words[0] in main.commands)
    assert 0 == CliRunner().invoke(main, [*words, "--help"]).exit_code
    told = dict(each.split("=", 1) for each in lines("turva.env"))
    ours = {name: value for name, value in told.items() if name.startswith("TURVA_")}
    settings = from_environment(ours)  # an unknown name or a value that cannot be is refused
    assert ("127.0.0.1", "turva.example") == (settings.host, settings.site)


def test_what_stands_in_front_keeps_no_line_and_no_body() -> None:
    front = lines("nginx.conf")
    servers = sum(each.startswith("server {") for each in front)
    for each in ("access_log off;", "error_log /dev/null crit;"):
        assert servers == [line.strip() for line in front].count(each)
    sizes = {
        name: value
        for line in front
        if (found := re.fullmatch(r"\s+(client_(?:max_body|body_buffer)_size) (\w+);", line))
        for name, value in [found.groups()]
    }
    # Else it would write to a disk what somebody writes on the page without a lock.
    assert sizes["client_max_body_size"] == sizes["client_body_buffer_size"]
    assert "    client_body_in_file_only off;" in front


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="no systemd on this machine")
def test_systemd_takes_the_unit_and_finds_little_to_close(tmp_path: Path) -> None:
    unit = tmp_path / "turva.service"
    text = (HOST / "turva.service").read_text()
    unit.write_text(text.replace("/srv/turva/.venv/bin/turva", shutil.which("true") or ""))
    done = [
        subprocess.run(["systemd-analyze", *words, str(unit)], capture_output=True, check=False)
        for words in (("verify",), ("security", "--offline=true", "--threshold=20"))
    ]
    assert [0, 0] == [each.returncode for each in done], [each.stderr for each in done]
