"""Does every kind of answer carry the headers of its policy, and no cookie (frame/headers.py)?"""

import re
from collections.abc import Iterator
from http import HTTPStatus
from typing import Final

from app.addresses import ADDRESSES, link
from app.frame.headers import COMMON, ERROR, PAGE, POLICIES, Policy
from app.frame.locale import LANGUAGES, SOURCE
from serverless.doctor.examined import Examined
from serverless.doctor.finding import Finding, fault, ok
from serverless.doctor.visit import Answer, Visit

CHECK: Final = "headers"
_MEND: Final = "deploy again; if something stands in front of the site, let it pass headers on"
_ASSET: Final = re.compile(r'"(/assets/[A-Za-z0-9._-]+)"')
_LANG: Final = re.compile(r'<html[^>]* lang="([^"]+)"')


def headers(examined: Examined) -> Iterator[Finding]:
    """Yield what is wrong with the headers of each kind of answer. Raises: Unreachable."""
    wrong = [*_of_addresses(examined.visit), *_of_asset(examined.visit)]
    yield from wrong
    yield from _not_found(examined.visit)
    if examined.visit.cookies:
        yield fault(
            CHECK,
            f"{min(examined.visit.cookies)} sets a cookie",
            "find out what in front of the site adds it, and take that away",
        )
    if not wrong and not examined.visit.cookies:
        yield ok(CHECK, "every kind of answer carries the headers of its policy, and no cookie")


def _of_addresses(visit: Visit) -> Iterator[Finding]:
    for address in ADDRESSES:
        if "GET" in address.methods and "{file}" not in address.path:
            path = link(address.name, lang=SOURCE.tag)
            yield from _compare(path, visit.ask(path), POLICIES[address.policy])


def _of_asset(visit: Visit) -> Iterator[Finding]:
    found = _ASSET.search(visit.ask(link("home", lang=SOURCE.tag)).text)
    if found is None:
        yield fault(CHECK, "the first page names no asset", "deploy a build of the site again")
        return
    yield from _compare(found[1], visit.ask(found[1]), POLICIES["asset"])


def _compare(path: str, answer: Answer, policy: Policy) -> Iterator[Finding]:
    if answer.status not in (HTTPStatus.OK, HTTPStatus.NO_CONTENT):
        yield fault(CHECK, f"{path} answers {answer.status}", "deploy again, and see the logs")
        return
    for name, value in policy.headers().items():
        given = answer.headers.get(name.lower())
        if given != value:
            said = "lacks" if given is None else "has another"
            yield fault(CHECK, f"{path} {said} {name}", _MEND)
    if policy.found and "x-robots-tag" in answer.headers:
        yield fault(CHECK, f"{path} tells search engines to go away (X-Robots-Tag)", _MEND)


def _not_found(visit: Visit) -> Iterator[Finding]:
    """Yield whether an unknown page is told in its language, under a policy for pages.

    A bucket gives it out as one of its pages to read, our own server as an error.
    """
    wrong = False
    for language in LANGUAGES:
        path = f"/{language.tag}/no-such-page/"
        answer = visit.ask(path)
        told = _LANG.search(answer.text)
        if answer.status != HTTPStatus.NOT_FOUND or not told or told[1] != language.tag:
            wrong = True
            yield fault(
                "not found",
                f"{path} answers {answer.status}, not its language's page that says so",
                "deploy again: the edge's script chooses that page",
            )
        elif not any(_carries(answer, policy) for policy in (PAGE, ERROR)):
            wrong = True
            yield fault("not found", f"{path} lacks headers of its policy", _MEND)
    if not wrong:
        yield ok("not found", f"asked for in {len(LANGUAGES)} languages")


def _carries(answer: Answer, policy: Policy) -> bool:
    content = policy.headers()["Content-Security-Policy"]
    expected = {**COMMON, "Content-Security-Policy": content}
    return all(answer.headers.get(name.lower()) == value for name, value in expected.items())
