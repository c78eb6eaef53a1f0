"""The call digits: a person on the phone says the first group, and we answer the second.

So both know whom they talk to, and staff find the letter. Digits never stand in an address: they
come by post and go back on the page.
"""

import unicodedata
from collections.abc import Iterable

from flask import Flask, render_template, request

from app.inbox.cases import Case, Contents
from app.inbox.desk import Desk
from app.inbox.forms import read_form
from app.wire.constants import CALL_DIGITS

GROUP = CALL_DIGITS // 2


def said(text: str) -> str | None:
    """Return the three digits that a person said, in whatever script they were typed; else None."""
    typed = "".join(text.split())
    if len(typed) != GROUP or not all(map(str.isdecimal, typed)):
        return None
    return "".join(str(unicodedata.decimal(digit)) for digit in typed)


def callers(contents: Contents, digits: str) -> tuple[Case, ...]:
    """Return the cases whose first group these digits are, the newest first."""
    return tuple(_of(contents.cases, digits))


def _of(cases: Iterable[Case], digits: str) -> Iterable[Case]:
    return (each for each in cases if each.claimed and each.claimed.call_digits[0] == digits)


def add_phone(app: Flask, desk: Desk) -> None:
    """Add the page on which staff find a caller's letter."""

    def phone() -> str | tuple[str, int]:
        contents = desk.contents()
        if request.method != "POST":
            return render_template(
                "phone.html", contents=contents, typed="", found=None, problem=None
            )
        typed = read_form().one("digits")
        digits = said(typed)
        found = callers(contents, digits) if digits else None
        page = render_template(
            "phone.html", contents=contents, typed=typed, found=found, problem=digits is None
        )
        return page, 200 if digits else 422

    app.add_url_rule("/<lang:lang>/phone", view_func=phone, methods=["GET", "POST"])
