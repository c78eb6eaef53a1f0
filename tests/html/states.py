"""Every page that is no file: what the plain way answers, step by step, and the error pages."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from typing import Any

from flask import abort
from werkzeug.test import Client

from app.addresses import LETTER_FORMS, link
from app.config import Settings
from app.frame.locale import SOURCE, Language
from app.intake.limits import PLAIN_LIMIT
from app.programs import create_public, create_public_site
from tests.forms.filling import fillings
from tests.forms.newest import NEWEST
from tests.page import Page

MESSAGE = '\nfirst\n</textarea><b>"\u202e'
FAILURES = (400, 405, 413, 500, 503)

State = tuple[str, int, str]
"""A name for the state, and the status and the page that it is answered with."""


def plain_states(settings: Settings, language: Language) -> Iterator[State]:
    """Yield every state of the plain way in a language; the keyring is in order again after it."""
    client = Client(create_public(settings))
    form, send = (link(name, lang=language.tag) for name in ("write_plain", "write_plain_send"))

    def answer(name: str, path: str, **request: Any) -> State:
        method = "POST" if request else "GET"
        response = client.open(path, method=method, follow_redirects=True, **request)
        return name, response.status_code, response.text

    letter = {"message": MESSAGE, "how_reply": "email", "email": "x", "phone": "x"}
    yield answer("form", form)
    yield answer("problems", form, data={"safe_times_more": "x" * 301})
    yield answer("problem-of-no-question", form, data={"message": "x", "unasked": "x"})
    checked = answer("check", form, data=letter)
    yield checked
    yield answer("change", form, data={**letter, "change": "form"})
    posted = Page(checked[2]).posted()
    yield answer("done", send, data=posted)
    yield answer("foreign", form, data=letter, headers={"Sec-Fetch-Site": "cross-site"})
    yield answer("no-form", form, data="x", content_type="text/plain")
    yield answer("file", form, data={"message": "x", "a": (BytesIO(b"x"), "a.txt")})
    yield answer("too-large", form, data={"message": "x" * PLAIN_LIMIT})
    with _unreadable(settings.home / "public" / "keyring.txt"):
        yield answer("in-doubt", send, data=posted)
        yield answer("closed", form)


def form_states(settings: Settings, language: Language) -> Iterator[State]:
    """Yield the plain way of every form in a language, with each of its questions answered."""
    client = Client(create_public(settings))

    def answer(name: str, path: str, typed: Mapping[str, Any] | None = None) -> State:
        method = "GET" if typed is None else "POST"
        response = client.open(path, method=method, data=typed)
        return name, response.status_code, response.text

    for name in LETTER_FORMS:
        form, send = (link(f"{name}_plain{step}", lang=language.tag) for step in ("", "_send"))
        yield answer(f"{name}-form", form)
        yield answer(f"{name}-problems", form, {"unasked": "x"})
        # The same words stand in each language: all ways to fill a form in are tried in one.
        every = list(fillings(NEWEST[name]))
        for number, answers in enumerate(every if language == SOURCE else every[:1]):
            # Werkzeug takes a tuple for a file.
            typed = {key: list(a) if isinstance(a, tuple) else a for key, a in answers.items()}
            checked = answer(f"{name}-check-{number}", form, typed)
            yield checked
            yield answer(f"{name}-change-{number}", form, {**typed, "change": "form"})
        yield answer(f"{name}-done", send, Page(checked[2]).posted())


@contextmanager
def _unreadable(keyring: Path) -> Iterator[None]:
    kept = keyring.read_bytes()
    keyring.write_bytes(b"")
    try:
        yield
    finally:
        keyring.write_bytes(kept)


def failures(settings: Settings, language: Language) -> Iterator[State]:
    """Yield every kind of error page in a language."""
    site = create_public_site(settings)
    site.add_url_rule("/<lang:lang>/fails/<int:code>", "fails", abort)
    client = site.test_client()
    for status in FAILURES:
        response = client.get(f"/{language.tag}/fails/{status}")
        yield f"error-{status}", response.status_code, response.text
