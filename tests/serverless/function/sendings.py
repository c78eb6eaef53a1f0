"""What browsers send to the functions, and how a plain letter goes from page to page."""

import json
import secrets
from typing import Final
from urllib.parse import urlencode

from app.wire.envelope import seal_envelope
from tests.intake.stage import SERIAL, identity
from tests.intake.steps import URLENCODED, filled
from tests.page import Page
from tests.serverless.function.runtime import Answer, Function

ORIGIN: Final = "https://turva.example"
BYTES: Final = {"Content-Type": "application/octet-stream", "Origin": ORIGIN}
SEALED: Final = BYTES | {"Keyring-Serial": str(SERIAL)}
FORM: Final = {"Content-Type": URLENCODED, "Origin": ORIGIN, "Sec-Fetch-Site": "same-origin"}
WRITE: Final = "/en/write/plain/"


def envelope(size: int = 16) -> bytes:
    """Return an envelope that is like no other."""
    return seal_envelope(secrets.token_bytes(size), identity().recipient)


def send(function: Function, data: bytes) -> Answer:
    """Send an envelope."""
    return function.ask("POST", "/api/envelopes", data, SEALED)


def named(answer: Answer) -> str:
    """Return under which name an envelope was taken."""
    assert 201 == answer.status, answer
    return str(json.loads(answer.body)["id"])


def posted(page: Page, **answers: str) -> bytes:
    """Return what a browser posts of a page's form, filled in."""
    return urlencode(filled(page, **answers), doseq=True).encode()


def post(function: Function, path: str, page: Page, **answers: str) -> Answer:
    """Post the form of a page, filled in."""
    return function.ask("POST", path, posted(page, **answers), FORM)


def checked(function: Function, message: str) -> Page:
    """Write a plain letter, and return the page on which it is checked."""
    form = function.ask("GET", WRITE)
    assert 200 == form.status, form
    answer = post(function, WRITE, Page(form.text), message=message)
    assert 200 == answer.status, answer
    return Page(answer.text)
