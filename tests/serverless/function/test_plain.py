"""The plain function, from its package under the real runtime, with its own role."""

from collections.abc import Mapping
from urllib.parse import urlencode

import pytest

from app.frame.locale import LANGUAGES
from app.intake.limits import PLAIN_LIMIT
from tests.intake.answers import RECEIPT, put_answers
from tests.intake.steps import filled
from tests.page import Page
from tests.serverless.function.installation import Installation
from tests.serverless.function.runtime import Function, event
from tests.serverless.function.sendings import FORM, SEALED, WRITE, checked, post

pytestmark = pytest.mark.xdist_group("functions")


@pytest.mark.parametrize("language", [each.tag for each in LANGUAGES])
def test_a_form_is_given_in_each_language_with_the_day_of_collecting(
    plain: Function, language: str
) -> None:
    answer = plain.ask("GET", f"/{language}/write/plain/")
    page = Page(answer.text)

    assert (200, "no-store") == (answer.status, answer.headers["cache-control"])
    assert language == page.elements[0]["lang"]
    assert any(f"/{language}/write/plain/" == each["action"] for each in page.all("form"))
    seen = [each for each in page.all("p") if "data-collected" in each and "hidden" not in each]
    assert [] == seen, "letters were collected today, and the page warns"


def test_a_letter_is_checked_sent_and_opened_by_staff(
    plain: Function, installation: Installation
) -> None:
    words = "Auttakaa. مساعدة"
    check = checked(plain, words)
    assert not any(words in str(each.answers) for each in installation.letters())

    sent = post(plain, f"{WRITE}send", check)
    assert 200 == sent.status
    assert "arrived" in Page(sent.text).ids
    (letter,) = (each for each in installation.letters() if words in str(each.answers))
    assert "plain" == letter.via


def test_who_comes_back_reads_the_answer(plain: Function, installation: Installation) -> None:
    put_answers(installation.replies, "Marderhund is the word.")
    way = "/en/return/plain/"
    form = Page(plain.ask("GET", way).text)
    opened = post(plain, f"{way}open", form, receipt=RECEIPT)

    assert 200 == opened.status
    assert "Marderhund is the word." in Page(opened.text).text


@pytest.mark.parametrize(
    ("asked", "headers", "body", "status"),
    [
        ("POST /api/envelopes", SEALED, b"x", 404),
        ("POST /api/mailbox", SEALED, b"x" * 16, 404),
        ("GET /keyring.txt", {}, b"", 404),
        ("GET /en/write/", {}, b"", 404),
        ("GET /xx/write/plain/", {}, b"", 404),
        (f"HEAD {WRITE}", {}, b"", 200),
        (f"OPTIONS {WRITE}", {}, b"", 405),
        (f"PUT {WRITE}", FORM, b"x", 405),
        (f"GET {WRITE}send", {}, b"", 405),
        (f"POST {WRITE}", FORM | {"Content-Type": "application/json"}, b"{}", 415),
        (f"POST {WRITE}", FORM, b"message=%ff", 400),
        (f"POST {WRITE}", FORM, b"message=" + b"x" * PLAIN_LIMIT, 413),
        (f"POST {WRITE}", FORM | {"X-Long": "x" * 20_000}, b"message=x", 431),
        (f"POST {WRITE}", FORM | {"Sec-Fetch-Site": "cross-site"}, b"message=x", 403),
    ],
)
def test_what_cannot_be_taken_gets_its_status(
    plain: Function, asked: str, headers: Mapping[str, str], body: bytes, status: int
) -> None:
    method, path = asked.split()
    answer = plain.ask(method, path, body, headers)

    assert (status, "") == (answer.status, answer.error)
    assert "frame-ancestors 'none'" in answer.headers["content-security-policy"]
    assert (method == "HEAD") == (not answer.body)


def test_a_form_comes_back_whole_with_all_that_was_typed(plain: Function) -> None:
    typed = "ä" * 400_000
    answer = plain.ask("POST", WRITE, urlencode({"message": typed}).encode()[:PLAIN_LIMIT], FORM)

    assert 422 == answer.status
    back = filled(Page(answer.text))["message"][0]
    assert typed[:300_000] == back[:300_000]


@pytest.mark.parametrize("body", ["%%%", "message=hei"])
def test_a_body_that_is_no_base64_though_it_says_so_is_refused(plain: Function, body: str) -> None:
    made = event("POST", WRITE, b"", FORM) | {"body": body, "isBase64Encoded": True}
    answer = plain.invoke(made)

    assert (400, "") == (answer.status, answer.error)
