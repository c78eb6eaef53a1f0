"""Staff's pages: only the browser with the link gets in, and a letter is only ever text there."""

import html
import os
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from app.inbox.desk import Desk
from app.inbox.gate import Gate
from app.inbox.web import create_inbox
from app.store.errors import Unavailable
from app.store.memory import MemoryStore
from tests.inbox.shelf import LETTER, Shelf, identity, letter, questionnaires

PORT = 8001


@dataclass
class Inbox:
    """A running inbox, and a browser at it."""

    remote: Shelf = field(default_factory=Shelf)
    local: MemoryStore = field(default_factory=MemoryStore)
    gate: Gate = field(default_factory=Gate)
    locks: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        desk = Desk(self.remote.store, self.local, [identity()], questionnaires())
        self.app = create_inbox(
            desk=desk, gate=self.gate, name="Turva", locked=lambda: self.locks.append("locked")
        )
        self.browser = self.app.test_client()

    @property
    def host(self) -> str:
        return f"{self.gate.name}:{PORT}"

    def get(self, path: str = "/", browser: FlaskClient | None = None) -> TestResponse:
        browser = browser or self.browser
        return browser.get(path, base_url=f"http://{self.host}", buffered=True)

    def open(self, browser: FlaskClient | None = None) -> TestResponse:
        return self.get("/" + self.gate.link(PORT).split("/", 3)[3], browser)

    def post(self, path: str, **headers: str) -> TestResponse:
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        return self.browser.post(path, base_url=f"http://{self.host}", headers=named)


@pytest.fixture
def inbox() -> Inbox:
    return Inbox()


@pytest.fixture
def opened(inbox: Inbox) -> Inbox:
    inbox.open()
    return inbox


# --- getting in


def test_the_printed_link_lets_the_browser_in(inbox: Inbox) -> None:
    assert 303 == inbox.open().status_code
    assert 200 == inbox.get().status_code


def test_the_link_works_once(inbox: Inbox) -> None:
    link = "/" + inbox.gate.link(PORT).split("/", 3)[3]
    inbox.get(link)
    thief = inbox.app.test_client()

    assert 403 == inbox.get(link, thief).status_code
    assert 403 == inbox.get("/", thief).status_code
    assert 303 == inbox.get(link).status_code  # the one that is in may follow it again


@pytest.mark.parametrize("token", ["None", "wrong", "%00", "é"])
def test_a_wrong_token_lets_nobody_in(inbox: Inbox, token: str) -> None:
    assert 403 == inbox.get(f"/open/{token}").status_code
    assert 303 == inbox.open().status_code


def test_without_the_session_no_page_tells_anything(inbox: Inbox) -> None:
    name = inbox.remote.keep(letter(answers={"message": "MARKED"}))

    for path in ("/", f"/cases/{name}", f"/cases/{LETTER.letter_id}", "/nowhere"):
        answer = inbox.get(path)
        assert 403 == answer.status_code
        assert "MARKED" not in answer.text
    assert [] == list(inbox.local.names())


def test_the_session_cookie_is_kept_from_scripts_and_other_sites(inbox: Inbox) -> None:
    cookie = inbox.open().headers["Set-Cookie"]

    assert {"HttpOnly", "SameSite=Strict", "Path=/"} <= set(cookie.split("; "))
    assert not re.search("Expires|Max-Age|Domain", cookie)


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "127.0.0.1:8001", "[::1]:8001"])
def test_the_plain_address_only_says_to_open_the_printed_link(opened: Inbox, host: str) -> None:
    opened.remote.keep(letter(answers={"message": "MARKED"}))
    for path in ("/", "/static/inbox.css", opened.gate.link(PORT).split("/", 3)[3]):
        answer = opened.browser.get(path, base_url=f"http://{host}")

        assert 200 == answer.status_code
        assert "Open the printed link" in answer.text
        assert "Set-Cookie" not in answer.headers


@pytest.mark.parametrize(
    "host", ["evil.example", "evil.localhost:8001", "x.127.0.0.1", "", "localhost.evil.example"]
)
def test_any_other_host_is_misdirected(opened: Inbox, host: str) -> None:
    answer = opened.browser.get("/", base_url=f"http://{opened.host}", headers={"Host": host})

    assert 421 == answer.status_code
    assert opened.gate.name not in answer.text


def test_two_inboxes_have_different_names_and_links() -> None:
    one, two = Gate(), Gate()

    assert re.fullmatch(r"[0-9a-f]{16}\.localhost", one.name)
    assert one.name != two.name
    assert one.link(1).rpartition("/")[2] != two.link(1).rpartition("/")[2]


def test_a_gate_does_not_show_its_secrets_in_a_repr() -> None:
    gate = Gate()

    assert gate.link(1).rpartition("/")[2] not in repr(gate)


# --- posting and locking


def test_locking_ends_the_session_and_makes_a_new_link(opened: Inbox) -> None:
    before = opened.gate.link(PORT)
    answer = opened.post("/lock", Origin=f"http://{opened.host}", Sec_Fetch_Site="same-origin")

    assert 200 == answer.status_code
    assert ["locked"] == opened.locks
    assert 403 == opened.get().status_code
    assert before != opened.gate.link(PORT)
    opened.open()
    assert 200 == opened.get().status_code


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"Origin": "http://evil.example"},
        {"Origin": "null"},
        {"Sec_Fetch_Site": "cross-site"},
        {"Sec_Fetch_Site": "same-site"},
        {"Sec_Fetch_Site": "none"},
        {"Origin": "http://127.0.0.1:8001", "Sec_Fetch_Site": "same-origin"},
    ],
)
def test_a_post_that_no_page_of_the_inbox_sent_is_refused(
    opened: Inbox, headers: dict[str, str]
) -> None:
    assert 403 == opened.post("/lock", **headers).status_code
    assert [] == opened.locks


# --- reading


def test_opening_the_list_pulls_and_shows_newest_first(opened: Inbox) -> None:
    opened.remote.keep(letter(letter_id="1" * 32, answers={"message": "older"}))
    opened.remote.keep(
        letter(letter_id="2" * 32, answers={"message": "newer"}, written="2026-11-23T00:00Z")
    )
    page = opened.get().text

    assert 2 == len(list(opened.local.names()))
    assert page.index("newer") < page.index("older")


def test_a_letter_is_kept_before_it_is_opened(
    opened: Inbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    name = opened.remote.keep(letter())
    monkeypatch.setattr("app.inbox.desk.read_cases", lambda *_: 1 // 0)

    assert 500 == opened.get().status_code
    assert [name] == list(opened.local.names())


def test_a_pull_that_fails_is_told_and_what_is_kept_is_shown(
    opened: Inbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened.remote.keep(letter(answers={"message": "kept before"}))
    opened.get()

    def names() -> Iterator[str]:
        raise Unavailable("no network")

    monkeypatch.setattr(opened.remote.store, "names", names)
    page = opened.get().text

    assert "could not be listed" in page
    assert "kept before" in page


def test_quarantine_is_shown_in_the_list_and_by_itself(opened: Inbox) -> None:
    name = opened.remote.put(b"not age")
    page, own = opened.get().text, opened.get(f"/cases/{name}").text

    assert "Quarantined" in page
    assert "no age file" in own


HOSTILE = (
    "</pre></textarea><script>alert(1)</script><img src=x onerror=alert(1)>"
    "{{ 7*7 }}{% raw %}&amp;\"'\u202e\x1b[2J"
)


def test_a_hostile_letter_is_only_text(opened: Inbox) -> None:
    opened.remote.keep(letter(answers={"message": f"\n{HOSTILE}", "verdict": HOSTILE}))
    opened.remote.keep(('{"wire":2,"x":"' + "<script>x</script>" + '"}').encode())
    malformed = opened.remote.keep(b"<script>x</script>")
    pages = [opened.get().text, opened.get(f"/cases/{malformed}").text]
    pages += [opened.get(path).text for path in re.findall(r'href="(/cases/[^"]+)"', pages[0])]

    assert 5 == len(pages)
    for page in pages:
        assert not re.search(r"<(script|img|/textarea)", page)
    case = opened.get(f"/cases/{LETTER.letter_id}").text
    assert f"\n\n{html.escape(HOSTILE)}</pre>" in case.replace("&#34;", "&quot;").replace(
        "&#39;", "&#x27;"
    )


def test_a_letter_stands_in_a_block_of_its_own_direction(opened: Inbox) -> None:
    opened.remote.keep(letter())
    opened.get()

    assert '<pre dir="auto" lang="ar">' in opened.get(f"/cases/{LETTER.letter_id}").text


def test_choices_are_shown_by_their_labels(opened: Inbox) -> None:
    opened.remote.keep(
        letter(answers={"message": "x", "writer": "for_me", "what_help": ("papers",)})
    )
    opened.get()
    page = opened.get(f"/cases/{LETTER.letter_id}").text

    assert "<li>Myself</li>" in page
    assert "<li>Papers, or the right to stay</li>" in page


def test_an_unknown_case_is_not_found(opened: Inbox) -> None:
    assert 404 == opened.get("/cases/ffff").status_code


# --- every answer


@pytest.mark.parametrize("path", ["/", "/cases/ffff", "/nowhere", "/static/inbox.css", "/open/x"])
def test_every_answer_forbids_scripts_other_hosts_and_keeping(opened: Inbox, path: str) -> None:
    headers = opened.get(path).headers

    assert {
        "default-src 'none'",
        "style-src 'self'",
        "img-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    } == set(headers["Content-Security-Policy"].split("; "))
    assert "no-store" == headers["Cache-Control"]
    assert (
        "no-referrer" in headers["Referrer-Policy"] or "same-origin" in headers["Referrer-Policy"]
    )
    assert "nosniff" == headers["X-Content-Type-Options"]


def test_a_failure_tells_neither_page_nor_log_what_a_letter_says(
    opened: Inbox, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(*_: object) -> None:
        raise RuntimeError("MARKED")

    monkeypatch.setattr("app.inbox.desk.read_cases", fail)
    answer = opened.get("/cases/MARKED")

    assert 500 == answer.status_code
    assert "MARKED" not in answer.text + caplog.text
    assert ["RuntimeError in show_case"] == caplog.messages


def test_nothing_opened_is_written_anywhere(opened: Inbox) -> None:
    written: list[object] = []
    watching = False

    def watch(event: str, arguments: tuple[Any, ...]) -> None:
        if watching and event == "open" and arguments[2] & (os.O_WRONLY | os.O_RDWR | os.O_CREAT):
            written.append(arguments[0])

    def look() -> None:
        opened.get()
        opened.get(f"/cases/{LETTER.letter_id}")

    opened.remote.keep(letter())
    look()  # modules and templates are loaded, and perhaps cached, the first time
    sys.addaudithook(watch)
    watching = True
    look()
    watching = False

    assert [] == written


def test_a_look_ahead_does_not_spend_the_link(inbox: Inbox) -> None:
    path = "/" + inbox.gate.link(PORT).split("/", 3)[3]
    assert 405 == inbox.browser.head(path, base_url=f"http://{inbox.host}").status_code
    assert 303 == inbox.open().status_code


@pytest.mark.parametrize("fields", [{"form": "unheard"}, {"form_version": 99}])
def test_a_letter_of_an_unknown_form_is_shown_raw_on_its_page(
    opened: Inbox, fields: dict[str, object]
) -> None:
    opened.remote.keep(letter(**fields))
    opened.get()
    shown = opened.get(f"/cases/{LETTER.letter_id}")
    assert 200 == shown.status_code
    assert "لا أستطيع الخروج" in html.unescape(shown.text)


def test_a_fault_is_never_taken_for_an_empty_inbox(
    opened: Inbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_: Desk) -> None:
        raise RuntimeError

    monkeypatch.setattr(Desk, "contents", fail)
    failed = opened.get()
    assert 500 == failed.status_code
    assert "No letter is lost" in failed.text
    assert "nothing here" not in failed.text
