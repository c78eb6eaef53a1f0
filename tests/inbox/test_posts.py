"""Only the inbox's own pages can post, and only a small whole form."""

import pytest

from tests.inbox.sender import Sender
from tests.inbox.visit import ACT, ANSWER, Inbox, case_of


@pytest.mark.parametrize("path", [ANSWER, ACT, "/en/phone"])
@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"Origin": "http://evil.example"},
        {"Origin": "null"},
        {"Sec-Fetch-Site": "same-site"},
        {"Sec-Fetch-Site": "cross-site"},
    ],
)
def test_a_form_from_elsewhere_is_refused_and_does_nothing(
    opened: Inbox, fetched: Sender, path: str, headers: dict[str, str]
) -> None:
    typed = {"Content-Type": "application/x-www-form-urlencoded"}
    body = b"answer=" + b"0" * 32 + b"&step=send&text=x&act=note&digits=123"

    assert 403 == opened.post(path, {**headers, **typed}, body).status_code
    assert fetched.mailbox
    assert () == case_of(opened).state.replies + case_of(opened).state.notes


def test_a_form_without_the_session_is_refused_and_does_nothing(
    opened: Inbox, fetched: Sender
) -> None:
    opened.browser = opened.app.test_client()

    assert 403 == opened.send(ACT, act="note", text="x").status_code
    assert fetched.mailbox
    assert () == case_of(opened).state.notes


@pytest.mark.parametrize(
    ("kind", "body", "status"),
    [
        ("multipart/form-data; boundary=x", b"--x--", 413),
        ("text/plain", b"act=note", 413),
        ("application/json", b"{}", 413),
        ("application/x-www-form-urlencoded", b"a=" + b"x" * (256 * 1024), 413),
        ("application/x-www-form-urlencoded", b"act=note&text=%ff", 400),
        ("application/x-www-form-urlencoded", b"act=note\xff", 400),
        ("application/x-www-form-urlencoded", b"&".join([b"a=b"] * 65), 400),
        ("application/x-www-form-urlencoded", b"act=note&act=claim&text=x", 400),
    ],
)
def test_only_a_small_whole_form_is_read(
    opened: Inbox, fetched: Sender, kind: str, body: bytes, status: int
) -> None:
    answer = opened.post(ACT, {**opened.own, "Content-Type": kind}, body)

    assert fetched.mailbox
    assert status == answer.status_code
    assert () == case_of(opened).state.notes
