"""The steps of the plain way, taken as a browser without script takes them."""

from typing import Any

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from tests.page import Page

FORM = "/en/write/plain/"
SEND = "/en/write/plain/send"
DONE = "/en/write/plain/done"
OWN = {"Origin": "http://localhost"}
URLENCODED = "application/x-www-form-urlencoded"


def page(answer: TestResponse, status: int = 200) -> Page:
    assert status == answer.status_code
    assert "no-store" == answer.headers["Cache-Control"]
    assert "Set-Cookie" not in answer.headers
    return Page(answer.text)


def filled(form: Page, **answers: str | list[str]) -> dict[str, Any]:
    """Fill in a form as a browser would post it."""
    posted: dict[str, Any] = dict(form.posted())
    for name, value in answers.items():
        posted[name] = value.replace("\n", "\r\n") if isinstance(value, str) else value
    return posted


def check(client: FlaskClient, **answers: str | list[str]) -> Page:
    """Write, and go on to the check page."""
    form = page(client.get(FORM))
    return page(client.post(FORM, data=filled(form, **answers), headers=OWN))


def send(client: FlaskClient, checked: Page) -> TestResponse:
    return client.post(SEND, data=checked.posted(), headers=OWN)


def arrived(answer: TestResponse) -> Page:
    """Return the page that answers a sending that was kept."""
    sent = page(answer)
    assert "arrived" in sent.ids
    return sent
