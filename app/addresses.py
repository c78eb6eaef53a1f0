"""Every public address, in one table: Flask's rules, links and the dispatcher all come from it.

It is data (a cloud's routing can be made from it too): which program answers, to which methods,
under which policy of headers (`app.frame.headers`). It must never decide anything by who asks.
"""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Literal
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

from flask import Flask
from werkzeug.routing import Rule

Program = Literal["site", "intake"]
PolicyName = Literal["page", "sealed", "plain", "exit", "clear", "api", "text", "asset"]

GET = ("GET",)
POST = ("POST",)


@dataclass(frozen=True, slots=True)
class Address:
    """One address; `{lang}` and `{file}` stand for one segment each.

    An address without methods serves nothing itself: it only gives what lies under it to its
    program, so that even an unknown address there is refused in that program's way.
    """

    name: str
    path: str
    methods: tuple[str, ...]
    program: Program
    policy: PolicyName


LETTER_FORMS: Mapping[str, str] = {
    "write": "write",
    "call": "call",
    "worry": "someone/write",
    "referral": "refer/consent",
    "consultation": "refer/consultation",
}
"""Each form with which a case begins, and where its page is under a language.

The sealed page has the form's name; the plain way's are `<form>_plain`, `…_send` and `…_done`.
"""


WORDS = (
    "help",
    "assistance",
    "rights",
    "about",
    "helpers",
    "privacy",
    "protection",
    "accessibility",
    "translations",
    "card",
)
"""The pages to read that stand right under a language and are named as their texts are."""


def _letter_pages(form: str, path: str) -> tuple[Address, ...]:
    at = f"/{{lang}}/{path}"
    return (
        Address(form, f"{at}/", GET, "site", "sealed"),
        Address(f"{form}_plain", f"{at}/plain/", (*GET, *POST), "intake", "plain"),
        Address(f"{form}_plain_send", f"{at}/plain/send", POST, "intake", "plain"),
        Address(f"{form}_plain_done", f"{at}/plain/done", (*GET, *POST), "intake", "plain"),
    )


ADDRESSES = (
    Address("languages", "/", GET, "site", "page"),
    Address("home", "/{lang}/", GET, "site", "page"),
    Address("before", "/{lang}/before/", GET, "site", "page"),
    Address("safety", "/{lang}/safety/", GET, "site", "page"),
    Address("check", "/{lang}/check/", GET, "site", "sealed"),
    Address("someone", "/{lang}/someone/", GET, "site", "page"),
    Address("refer", "/{lang}/refer/", GET, "site", "page"),
    *(page for form, path in LETTER_FORMS.items() for page in _letter_pages(form, path)),
    Address("return", "/{lang}/return/", GET, "site", "sealed"),
    Address("return_plain", "/{lang}/return/plain/", (*GET, *POST), "intake", "plain"),
    Address("return_plain_open", "/{lang}/return/plain/open", POST, "intake", "plain"),
    Address("return_plain_send", "/{lang}/return/plain/send", POST, "intake", "plain"),
    Address("return_plain_done", "/{lang}/return/plain/done", GET, "intake", "plain"),
    Address("exit", "/{lang}/exit/", GET, "site", "exit"),
    *(Address(name, f"/{{lang}}/{name}/", GET, "site", "page") for name in WORDS),
    Address("statistics", "/{lang}/statistics/", GET, "site", "page"),
    Address("report", "/{lang}/statistics/{file}/", GET, "site", "page"),
    Address("sheet", "/{lang}/statistics/{file}.csv", GET, "site", "page"),
    Address("clear", "/clear.css", GET, "site", "clear"),
    Address("api", "/api/", (), "intake", "api"),
    Address("envelopes", "/api/envelopes", POST, "intake", "api"),
    Address("mailbox", "/api/mailbox", POST, "intake", "api"),
    Address("keyring", "/keyring.txt", GET, "intake", "text"),
    Address("notice", "/notice.txt", GET, "intake", "text"),
    Address("manifest", "/manifest.txt", (), "site", "text"),
    Address("security", "/.well-known/security.txt", GET, "site", "page"),
    Address("robots", "/robots.txt", GET, "site", "page"),
    Address("sitemap", "/sitemap.xml", GET, "site", "page"),
    Address("schema", "/schemas/{file}", GET, "site", "text"),
    Address("asset", "/assets/{file}", GET, "site", "asset"),
)

BY_NAME: Mapping[str, Address] = {address.name: address for address in ADDRESSES}


class ViewsMismatch(Exception):
    """A program's views and its addresses are not the same set; the message names both sides."""


class MatchingRule(Rule):
    """A rule of Flask that finds a view and makes no links, as `link` makes them all.

    What werkzeug compiles for the links of a rule takes longer than all else about it, and a
    function in the cloud would do so at each start.
    """

    def _compile_builder(self, append_unknown: bool = True) -> Callable[..., tuple[str, str]]:  # noqa: ARG002, FBT001, FBT002 (werkzeug's signature)
        def build(_rule: Rule, **_values: Any) -> tuple[str, str]:
            raise LookupError("links come from app.addresses.link")

        return build


def link(name: str, **values: str) -> str:
    """Return the path of an address, such as `link("write", lang="ar")` -> "/ar/write/".

    Raises: KeyError (no such address, or a value for it is missing).
    """
    return BY_NAME[name].path.format(**values)


def flask_rule(address: Address) -> str:
    """Return the address as a Flask rule; `lang` is the converter of `app.frame.locale`."""
    return address.path.replace("{lang}", "<lang:lang>").replace("{file}", "<file>")


def register(
    app: Flask,
    program: Program,
    views: Mapping[str, Callable[..., Any]],
    only: Collection[str] | None = None,
) -> None:
    """Give each of the program's addresses its view, by name; nothing may be missing or extra.

    With `only` just these of them are answered here: a part of a program that runs alone.

    Raises: ViewsMismatch.
    """
    served = [
        each
        for each in ADDRESSES
        if each.program == program and each.methods and (only is None or each.name in only)
    ]
    missing = _names({each.name for each in served} - views.keys())
    extra = _names(views.keys() - {each.name for each in served})
    if missing != extra:
        raise ViewsMismatch(
            f"The program '{program}' has no view for: {missing}; views without address: {extra}."
        )
    app.url_rule_class = MatchingRule
    for address in served:
        app.add_url_rule(
            flask_rule(address),
            endpoint=address.name,
            view_func=views[address.name],
            methods=address.methods,
        )


def match(path: str) -> Program:
    """Return the program that answers for a path: the most specific address at or above it."""
    asked = _segments(path)
    above = [each for each in ADDRESSES if _lies_at_or_above(_segments(each.path), asked)]
    return max(above, key=_specificity).program


class Dispatcher:
    """A WSGI application that hands each request to the program of its address."""

    def __init__(self, programs: Mapping[Program, WSGIApplication]) -> None:
        self._programs = programs

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """Answer one request."""
        return self._programs[match(environ.get("PATH_INFO", "/"))](environ, start_response)


def _segments(path: str) -> list[str]:
    return path.strip("/").split("/") if path.strip("/") else []


def _lies_at_or_above(pattern: list[str], asked: list[str]) -> bool:
    pairs = zip(pattern, asked, strict=False)
    return len(pattern) <= len(asked) and all(_is_open(p) or p == a for p, a in pairs)


def _specificity(address: Address) -> list[bool]:
    """Rank a fixed segment before an open one, from the left, then the longer address."""
    return [not _is_open(segment) for segment in _segments(address.path)]


def _is_open(segment: str) -> bool:
    return segment.startswith("{")


def _names(names: Iterable[str]) -> str:
    return ", ".join(sorted(names)) or "none"
