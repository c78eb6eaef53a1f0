"""Bodies that cannot be read: each gets a page that says what to do, and none is ever a failure."""

import pytest
from flask.testing import FlaskClient
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.intake.limits import PLAIN_LIMIT
from app.wire.receipt import new_receipt
from tests.intake.stage import Stage
from tests.intake.steps import FORM, OWN, SEND, URLENCODED, arrived, page

MULTIPART = "multipart/form-data; boundary=cut"
QUOTE = "'"


@pytest.mark.parametrize("language", ["en", "ar"])
@pytest.mark.parametrize("address", ["plain/", "plain/send"])
@pytest.mark.parametrize(
    "kind", ["application/x-www-form-urlencoded", "multipart/form-data; boundary=x"]
)
def test_a_body_over_the_limit_gets_a_page_in_its_language(
    client: FlaskClient, language: str, address: str, kind: str
) -> None:
    answer = client.post(
        f"/{language}/write/{address}",
        data=b"message=" + b"x" * PLAIN_LIMIT,
        headers=OWN | {"Content-Type": kind},
    )
    assert f'<html lang="{language}"' in answer.text
    assert "tel:+358295463177" in page(answer, 413).links


def test_a_body_at_the_limit_comes_back_whole(client: FlaskClient) -> None:
    text = QUOTE * (PLAIN_LIMIT - len("message="))
    answer = client.post(
        FORM, data=f"message={text}".encode(), headers=OWN | {"Content-Type": URLENCODED}
    )
    assert 422 == answer.status_code
    assert f">\n{text.replace(QUOTE, '&#39;')}</textarea>" in answer.text


def part(name: str, value: bytes, more: str = "") -> bytes:
    head = f'--cut\r\nContent-Disposition: form-data; name="{name}"{more}\r\n\r\n'
    return head.encode() + value + b"\r\n"


UNREADABLE: dict[str, tuple[str | None, bytes, int]] = {
    "no type": (None, b"message=x", 415),
    "json": ("application/json", b'{"message": "x"}', 415),
    "text": ("text/plain", b"message=x", 415),
    "not UTF-8": (URLENCODED, "message=ж".encode("cp1251"), 400),
    "not UTF-8 inside": (URLENCODED, b"message=%E6", 400),
    "UTF-16": (URLENCODED, "message=ж".encode("utf-16"), 400),
    "too many fields": (URLENCODED, b"&".join([b"a=b"] * 500), 400),
    "no boundary": ("multipart/form-data", part("message", b"x") + b"--cut--\r\n", 400),
    "wrong boundary": ("multipart/form-data; boundary=no", part("message", b"x"), 400),
    "boundary not ASCII": ("multipart/form-data; boundary=\xe9", part("message", b"x"), 400),
    "cut short": (MULTIPART, part("message", b"x")[:-8], 400),
    "broken part": (MULTIPART, b"--cut\r\nnonsense\r\n\r\nx\r\n--cut--\r\n", 400),
    "a file": (MULTIPART, part("message", b"x", '; filename="a.txt"') + b"--cut--\r\n", 415),
    "an empty file": (MULTIPART, part("message", b"", '; filename=""') + b"--cut--\r\n", 415),
    "too many parts": (MULTIPART, part("a", b"b") * 500 + b"--cut--\r\n", 413),
}


@pytest.mark.parametrize("address", [FORM, SEND])
@pytest.mark.parametrize("case", UNREADABLE)
def test_a_body_that_cannot_be_read_gets_a_page_that_says_so(
    stage: Stage, client: FlaskClient, address: str, case: str
) -> None:
    kind, body, status = UNREADABLE[case]
    headers = OWN | ({"Content-Type": kind} if kind else {})
    refused = page(client.post(address, data=body, headers=headers), status)
    assert "was not sent" in refused.text
    assert "tel:+358295463177" in refused.links
    assert FORM in refused.links
    assert [] == list(stage.store.names())


def test_a_multipart_form_is_read_like_any_other(stage: Stage, client: FlaskClient) -> None:
    text = "ж\n😀"
    body = part("message", text.replace("\n", "\r\n").encode())
    body += part("receipt", new_receipt().encode()) + b"--cut--\r\n"
    arrived(client.post(SEND, data=body, headers=OWN | {"Content-Type": MULTIPART}))
    [letter] = stage.letters()
    assert text == letter.answers["message"]


@settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    address=st.sampled_from([FORM, SEND]),
    kind=st.sampled_from([URLENCODED, MULTIPART, "multipart/form-data", "text/plain", ""]),
    body=st.binary(max_size=200)
    | st.lists(
        st.sampled_from(
            [
                b"message=x",
                b"&",
                b"%00",
                b"%ff",
                b"letter=",
                b"written=",
                b"writer=for_me",
                part("message", b"x"),
                b"--cut--",
                b"\r\n",
                b'; filename="',
            ]
        ),
        max_size=8,
    ).map(b"".join),
    origin=st.sampled_from(["", "null", "http://localhost", "x", "http://[", "\xff"]),
)
def test_whatever_comes_gets_a_page_and_never_a_failure(
    client: FlaskClient, address: str, kind: str, body: bytes, origin: str
) -> None:
    answer = client.post(address, data=body, headers={"Content-Type": kind, "Origin": origin})
    assert answer.status_code < 500
    # A letter that was kept leads to a page of its own; everything else is one.
    assert answer.status_code == 303 or "tel:+358295463177" in answer.text
