"""Whoever watches a site from outside sees a dead inbox and a notice that is not genuine."""

import json
import threading
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from app.cli import main
from app.demo import make_demo_keys
from app.inbox.collected import write_notice
from app.store.published import PublishedFile
from app.wire.constants import NOTICE_NAME, NOTICE_STALE_DAYS
from app.wire.note import SigningKey
from tests.cli.demo_keys import epoch_of


def today() -> date:
    return datetime.now(UTC).date()


@pytest.fixture
def home(tmp_path: Path) -> Path:
    make_demo_keys(tmp_path, today())
    return tmp_path


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture
def site(home: Path) -> Iterator[str]:
    """Return the address of a site that serves what is public of the home."""
    handler = partial(Quiet, directory=str(home / "public"))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        server.daemon_threads = False  # its sockets are closed when it ends
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_address[1]}/"
        server.shutdown()


def notice(home: Path, *words: str) -> Result:
    return CliRunner().invoke(main, ["notice", *words], env={"TURVA_HOME": str(home)})


def collected(home: Path, days_ago: int) -> None:
    day = today() - timedelta(days=days_ago)
    write_notice(PublishedFile(home / "public" / "notice.txt"), day, epoch_of(home).notice)


@pytest.mark.parametrize("days", [0, NOTICE_STALE_DAYS])
def test_a_fresh_notice_is_health(home: Path, site: str, days: int) -> None:
    collected(home, days)

    for words in ((), (site,)):
        said = notice(home, *words, "--json")
        assert 0 == said.exit_code, said.output
        assert days == json.loads(said.output)["days_ago"]


def test_a_stale_notice_is_told(home: Path, site: str) -> None:
    collected(home, NOTICE_STALE_DAYS + 1)
    said = notice(home, site)

    assert 1 == said.exit_code
    assert "Nobody collects letters" in said.output


@pytest.mark.parametrize("days", [2, 365])
def test_a_notice_of_a_day_to_come_is_no_health(home: Path, site: str, days: int) -> None:
    collected(home, -days)
    said = notice(home, site)

    assert 1 == said.exit_code
    assert f"{days} days from now" in said.output
    assert "whose date was wrong" in said.output


def test_a_missing_notice_is_no_health(home: Path, site: str) -> None:
    assert 1 == notice(home).exit_code
    assert 1 == notice(home, site).exit_code


def test_a_site_that_has_none_to_give_is_told_as_such(home: Path, site: str) -> None:
    (home / "public" / "notice.txt").touch()
    said = notice(home, site)

    assert 1 == said.exit_code
    assert "notice.txt cannot be fetched: there is none that staff signed." in said.output


def test_a_notice_by_another_key_is_no_health(home: Path, site: str) -> None:
    other = SigningKey.generate(NOTICE_NAME)
    write_notice(PublishedFile(home / "public" / "notice.txt"), today(), other)

    assert 1 == notice(home, site).exit_code


@pytest.mark.parametrize("url", ["file:///etc/", "example.org", "http://127.0.0.1:1/"])
def test_an_address_that_is_no_site_is_refused_in_one_sentence(home: Path, url: str) -> None:
    said = notice(home, url)

    assert 1 == said.exit_code
    assert 1 == said.output.count("\n")


def test_the_site_is_told_by_a_pull(home: Path) -> None:
    (home / "store" / "envelopes").mkdir(parents=True)
    pulled = CliRunner().invoke(main, ["inbox", "pull"], env={"TURVA_HOME": str(home)})

    assert 0 == pulled.exit_code, pulled.output
    assert 0 == notice(home).exit_code
