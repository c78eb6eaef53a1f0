"""Staff's pages: only the browser with the link gets in, and nothing gets out of a letter."""

import os
import re
import sys
from pathlib import Path
from typing import Any

import pytest

from app.inbox.desk import Desk
from app.inbox.gate import Gate
from tests.inbox.shelf import letter
from tests.inbox.visit import CASE, PORT, Inbox


def test_the_printed_link_lets_the_browser_in(inbox: Inbox) -> None:
    assert 303 == inbox.open().status_code
    assert 200 == inbox.get().status_code


def test_the_link_works_once(inbox: Inbox) -> None:
    inbox.get(inbox.link)
    link = inbox.link
    thief = inbox.app.test_client()

    assert 403 == inbox.get(link, thief).status_code
    assert 403 == inbox.get("/en/", thief).status_code


def test_whoever_is_in_may_follow_the_link_again(inbox: Inbox) -> None:
    link = inbox.link
    inbox.get(link)

    assert "/en/" == inbox.get(link).headers["Location"]


@pytest.mark.parametrize("token", ["None", "wrong", "%00", "é"])
def test_a_wrong_token_lets_nobody_in(inbox: Inbox, token: str) -> None:
    assert 403 == inbox.get(f"/open/{token}").status_code
    assert 303 == inbox.open().status_code


def test_a_look_ahead_does_not_spend_the_link(inbox: Inbox) -> None:
    assert 405 == inbox.browser.head(inbox.link, base_url=f"http://{inbox.host}").status_code
    assert 303 == inbox.open().status_code


def test_without_the_session_no_page_tells_anything(inbox: Inbox) -> None:
    name = inbox.remote.keep(letter(answers={"message": "MARKED"}))

    for path in ("/", "/en/", CASE, f"/en/objects/{name}/", "/en/quarantine/", "/nowhere"):
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
    for path in ("/", "/en/", CASE, opened.link, "/locked.css"):
        answer = opened.browser.get(path, base_url=f"http://{host}")

        assert 200 == answer.status_code
        assert "Open the printed link" in answer.text
        assert "Set-Cookie" not in answer.headers
    with opened.browser.get("/static/inbox.css", base_url=f"http://{host}") as sheet:
        assert "text/css" == sheet.mimetype


@pytest.mark.parametrize(
    "host", ["evil.example", "evil.localhost:8001", "x.127.0.0.1", "", "localhost.evil.example"]
)
def test_any_other_host_is_misdirected(opened: Inbox, host: str) -> None:
    for path in ("/en/", "/static/inbox.css", "/locked.css", opened.link):
        answer = opened.browser.get(path, base_url=f"http://{opened.host}", headers={"Host": host})

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


def test_locking_ends_the_session_and_the_process_once(opened: Inbox) -> None:
    link = opened.link
    answer = opened.lock()
    assert 200 == answer.status_code
    assert "The inbox is locked" in answer.text
    assert re.search("inbox=;.*Expires=Thu, 01 Jan 1970", answer.headers["Set-Cookie"])
    assert [] == opened.ended  # the page that says so still needs its style sheet

    for path in ("/en/", CASE, link, opened.gate.link(PORT).split(str(PORT))[1]):
        locked = opened.get(path)
        assert 403 == locked.status_code
        assert "The inbox is locked" in locked.text
    for _ in range(2):
        opened.get("/locked.css").close()
    assert ["ended"] == opened.ended


def test_the_locked_page_makes_the_browser_drop_the_pages_that_it_keeps(opened: Inbox) -> None:
    sheet = re.search('rel="stylesheet" href="([^"]+)"', opened.lock().text)
    assert sheet
    assert '"cache"' == opened.get(sheet[1]).headers["Clear-Site-Data"]


def test_nobody_ends_the_process_before_it_is_locked(opened: Inbox) -> None:
    opened.get("/locked.css").close()

    assert [] == opened.ended


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"Origin": "http://evil.example"},
        {"Origin": "null"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Sec-Fetch-Site": "none"},
        {"Origin": "http://127.0.0.1:8001", "Sec-Fetch-Site": "same-origin"},
    ],
)
def test_a_post_that_no_page_of_the_inbox_sent_is_refused(
    opened: Inbox, headers: dict[str, str]
) -> None:
    assert 403 == opened.post("/en/lock", headers).status_code
    assert not opened.gate.locked
    assert 200 == opened.get().status_code


def test_what_is_sent_along_is_refused_as_no_form_of_the_inbox_has_a_field(opened: Inbox) -> None:
    answer = opened.post("/en/lock", opened.own, b"x")

    assert 413 == answer.status_code
    assert not opened.gate.locked


@pytest.mark.parametrize("method", ["GET", "HEAD", "PUT", "DELETE", "OPTIONS", "PATCH"])
def test_only_a_post_locks(opened: Inbox, method: str) -> None:
    headers = {"Origin": f"http://{opened.host}"}
    answer = opened.browser.open(
        "/en/lock", method=method, base_url=f"http://{opened.host}", headers=headers
    )
    assert 405 == answer.status_code
    assert not opened.gate.locked


@pytest.mark.parametrize(
    "path", ["/", "/en/", "/en/cases/ffff/", "/nowhere", "/static/inbox.css", "/open/x", "/en/lock"]
)
def test_every_answer_forbids_scripts_other_hosts_and_keeping(opened: Inbox, path: str) -> None:
    base = f"http://{opened.host}"
    answers = [
        opened.get(path),
        opened.browser.open(path, method="TRACE", base_url=base),
        opened.browser.get(path, base_url=base, headers={"Host": "evil.example"}),
    ]
    for headers in (answer.headers for answer in answers):
        assert {
            "default-src 'none'",
            "style-src 'self'",
            "img-src 'self'",
            "form-action 'self'",
            "base-uri 'none'",
            "frame-ancestors 'none'",
        } == set(headers["Content-Security-Policy"].split("; "))
        assert "no-store" == headers["Cache-Control"]
        assert "same-origin" == headers["Referrer-Policy"]
        assert "nosniff" == headers["X-Content-Type-Options"]
        assert "DENY" == headers["X-Frame-Options"]


def test_a_failure_tells_neither_page_nor_log_what_a_letter_says(
    opened: Inbox, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(*_: object) -> None:
        raise RuntimeError("MARKED")

    monkeypatch.setattr("app.inbox.desk.read_cases", fail)
    answer = opened.get("/en/cases/MARKED/")

    assert 500 == answer.status_code
    assert "no-store" == answer.headers["Cache-Control"]
    assert "MARKED" not in answer.text + caplog.text
    assert ["RuntimeError in show_case"] == caplog.messages


def test_nothing_opened_is_written_anywhere(opened: Inbox) -> None:
    written: list[object] = []
    watching = False

    def watch(event: str, arguments: tuple[Any, ...]) -> None:
        if watching and event == "open" and arguments[2] & (os.O_WRONLY | os.O_RDWR | os.O_CREAT):
            written.append(arguments[0])

    def look() -> None:
        assert 200 == opened.get().status_code
        assert 200 == opened.get(CASE).status_code

    opened.remote.keep(letter())
    look()  # modules and templates are loaded, and perhaps cached, the first time
    sys.addaudithook(watch)
    watching = True
    look()
    watching = False
    # The notice holds a day; a test of its own reads it.
    told = {str(name) for name in written if Path(str(name)).parent == opened.notice.parent}

    assert told == set(map(str, written))


def test_a_fault_is_never_taken_for_an_empty_inbox(
    opened: Inbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_: Desk) -> None:
        raise RuntimeError

    monkeypatch.setattr(Desk, "contents", fail)
    failed = opened.get()

    assert 500 == failed.status_code
    assert "No letter is lost" in failed.text
    assert "No letters yet" not in failed.text
