"""The real processes: a letter goes from the intake to staff, and the public one holds no key."""

import http.client
import json
import os
import re
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest

from app.demo import DemoFiles
from app.wire import letter as letters
from app.wire.constants import ENVELOPE_MEDIA_TYPE, SERIAL_HEADER
from app.wire.envelope import seal_envelope
from app.wire.keyring import open_keyring
from app.wire.note import VerifierKey
from tests.inbox.shelf import letter

ROOT = Path(__file__).parents[2]
TEXT = "\u202eДопоможіть <b>мені</b>\x1b[2J 🙂\n\nдякую"
WATCHED = """
import os, sys
def watch(event, arguments):
    if event == "open" and "/staff" in str(arguments[0]):
        os.write(2, b"OPENED\\n")
sys.addaudithook(watch)
from app.cli import main
main()
"""


def environment(home: Path, **settings: str) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("TURVA_")}
    return {**kept, "TURVA_HOME": str(home), "PORT": "0", "INBOX_PORT": "0", **settings}


def turva(home: Path, *words: str, **settings: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "app.cli", *words],
        cwd=ROOT,
        env=environment(home, **settings),
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )


@contextmanager
def running(home: Path, *command: str, **settings: str) -> Iterator[subprocess.Popen[str]]:
    process = subprocess.Popen(
        [sys.executable, *command],
        cwd=ROOT,
        env=environment(home, **settings),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    with process:
        try:
            yield process
        finally:
            process.terminate()


def line_of(process: subprocess.Popen[str], start: str) -> str:
    assert process.stdout is not None
    for line in process.stdout:
        if line.startswith(start):
            return line
    raise AssertionError(f"it never said {start}")


def port_in(line: str) -> int:
    found = re.search(r"http://[^:]+:([0-9]+)/", line)
    assert found
    return int(found[1])


def ask(
    port: int, method: str, path: str, body: bytes = b"", **headers: str
) -> tuple[int, str, str]:
    """Return status, cookie and body of one request to a loopback port."""
    line = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    line.request(method, path, body or None, named)
    answer = line.getresponse()
    cookie = (answer.getheader("Set-Cookie") or "").partition(";")[0]
    text = answer.read().decode()
    line.close()
    return answer.status, cookie, text


def send(home: Path, port: int) -> None:
    """Seal a letter to the keyring as a page does, and post it."""
    root = VerifierKey.parse(DemoFiles(home).root_vkey.read_text().strip())
    _, _, text = ask(port, "GET", "/keyring.txt")
    keyring = open_keyring(text, root, 1, datetime.now(UTC).date())
    sealed = letters.serialise(letter(answers={"message": TEXT}))
    headers = {"Content-Type": ENVELOPE_MEDIA_TYPE, SERIAL_HEADER: str(keyring.serial)}
    envelope = seal_envelope(sealed, keyring.recipient)

    assert 201 == ask(port, "POST", "/api/envelopes", envelope, **headers)[0]


def test_a_letter_goes_from_the_intake_to_staff_and_its_text_is_exact(tmp_path: Path) -> None:
    assert 0 == turva(tmp_path, "keys", "demo").returncode
    with running(tmp_path, "-m", "app.cli", "serve") as public:
        send(tmp_path, port_in(line_of(public, "Site")))
    assert public.returncode == 0

    assert "1 new, 0 already kept.\n" == turva(tmp_path, "inbox", "pull").stdout
    listed = json.loads(turva(tmp_path, "inbox", "list", "--json").stdout)
    ((case,), quarantine) = listed["cases"], listed["quarantine"]
    shown = turva(tmp_path, "inbox", "show", case["id"], "--json").stdout

    assert [] == quarantine
    assert [TEXT] == [each["answers"]["message"] for each in json.loads(shown)["letters"]]
    assert shown.replace("\n", "").isprintable()


def test_the_public_process_never_opens_a_file_of_staffs(tmp_path: Path) -> None:
    turva(tmp_path, "keys", "demo")
    with running(tmp_path, "-c", WATCHED, "serve") as public:
        port = port_in(line_of(public, "Site"))
        send(tmp_path, port)
        for path in ("/", "/en/", "/en/write/", "/en/write/plain/", "/keyring.txt", "/en/nowhere"):
            ask(port, "GET", path)
        public.terminate()
        assert public.stderr is not None
        said = public.stderr.read()

    assert "OPENED" not in said
    staff = subprocess.run(  # the watch sees who does open one
        [sys.executable, "-c", WATCHED, "inbox", "list"],
        cwd=ROOT,
        env=environment(tmp_path),
        capture_output=True,
        text=True,
        check=True,
    )
    assert "OPENED" in staff.stderr


def test_run_makes_keys_serves_both_and_ends_both(tmp_path: Path) -> None:
    with running(tmp_path, "-m", "app.cli", "run") as both:
        site = port_in(line_of(both, "Site"))
        link = line_of(both, "Inbox").split()[1]
        inbox, host = port_in(link), link.split("/")[2]
        line_of(both, "Ctrl-C")
        send(tmp_path, site)
        status, cookie, _ = ask(inbox, "GET", "/" + link.split("/", 3)[3], Host=host)
        page = ask(inbox, "GET", "/en/", Host=host, Cookie=cookie)[2]
        both.send_signal(signal.SIGINT)
        assert both.stderr is not None
        said = both.stderr.read()

    assert 303 == status
    assert "&lt;b&gt;мені" in page
    assert ("", 0) == (said, both.returncode)
    for port in (site, inbox):
        with pytest.raises(ConnectionRefusedError):
            socket.create_connection(("127.0.0.1", port))


def test_locking_ends_the_inbox_alone_and_says_how_to_open_it_again(tmp_path: Path) -> None:
    with running(tmp_path, "-m", "app.cli", "run") as both:
        site = port_in(line_of(both, "Site"))
        link = line_of(both, "Inbox").split()[1]
        port, host = port_in(link), link.split("/")[2]
        _, cookie, _ = ask(port, "GET", "/" + link.split("/", 3)[3], Host=host)
        headers = {"Host": host, "Cookie": cookie, "Origin": f"http://{host}"}
        assert 200 == ask(port, "POST", "/en/lock", b"", **headers)[0]
        assert 200 == ask(port, "GET", "/locked.css", Host=host)[0]
        said = line_of(both, "Inbox")
        with pytest.raises(ConnectionRefusedError):
            socket.create_connection(("127.0.0.1", port))
        assert 200 == ask(site, "GET", "/en/")[0]
        both.send_signal(signal.SIGINT)

    assert "locked, and its process has ended. To open it in another terminal: " in said
    assert said.endswith(f": TURVA_HOME={tmp_path} INBOX_PORT=0 turva inbox\n")
    assert both.returncode == 0


def test_a_locked_inbox_that_runs_alone_ends_well(tmp_path: Path) -> None:
    turva(tmp_path, "keys", "demo")
    with running(tmp_path, "-m", "app.cli", "inbox") as alone:
        link = line_of(alone, "Inbox").split()[1]
        port, host = port_in(link), link.split("/")[2]
        _, cookie, _ = ask(port, "GET", "/" + link.split("/", 3)[3], Host=host)
        headers = {"Host": host, "Cookie": cookie, "Origin": f"http://{host}"}
        ask(port, "POST", "/en/lock", b"", **headers)  # nobody asks for the last sheet
        assert alone.wait(30) == 0


@pytest.mark.parametrize("variable", ["PORT", "INBOX_PORT"])
def test_run_on_a_taken_port_leaves_nothing_running_and_says_why(
    tmp_path: Path, variable: str
) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        done = turva(tmp_path, "run", **{variable: str(port)})

    which, other = {"PORT": ("site", "inbox"), "INBOX_PORT": ("inbox", "site")}[variable]
    assert 1 == done.returncode
    assert f"turva: nothing can listen at 127.0.0.1:{port}" in done.stderr
    assert f"turva: The {which} ended (status 1), so the {other} was ended too." in done.stderr
    assert "http://" not in done.stdout
