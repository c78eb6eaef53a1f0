"""Every page and every state that a person can meet, each by a name and with the way into it.

Pages come from the table of addresses, so a new one is met by every test that goes through all.
Each way uses the page as a person does, or lets the network or the service fail as they do fail.
"""

import contextlib
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, Response, Route

from app.addresses import LETTER_FORMS, WORDS, link
from app.frame.locale import LANGUAGES, SOURCE
from tests.forms.newest import NEWEST
from tests.journeys.check_states import CHECK
from tests.journeys.elsewhere import history
from tests.journeys.plain_return_states import PLAIN_RETURN
from tests.journeys.plain_states import PLAIN
from tests.journeys.return_states import FILES, RETURN
from tests.journeys.sealed_states import SEALED
from tests.journeys.service import Service
from tests.journeys.stepped_states import OTHERS, STEPPED
from tests.journeys.watch import watched
from tests.opened import Opened, every_page

Way = Callable[[Page, Service, str], None]
SEEN_POLICIES = ("page", "sealed", "plain", "exit")
TAGS = tuple(language.tag for language in LANGUAGES)
DIRECTIONS = {language.tag: language.direction for language in LANGUAGES}
ALWAYS = (SOURCE.tag, next(each.tag for each in LANGUAGES if each.direction == "rtl"))
"""A language of each direction. In the first alone axe measures the contrast of letters."""

AWAY = "http://localhost:49151/"
"""Where the exit leads in these tests: the browser asks, and stays where it is."""

INLINE = re.compile(r"<style|<script(?![^>]*\ssrc=)|\s(style|on[a-z]+)\s*=\s*[\"']", re.IGNORECASE)


@dataclass(frozen=True)
class State:
    """One state of a page: the way into it, and its title in English (None: the page's own).

    It exists in each of the languages, a page outside them in one. Which of them what takes long
    meets in the short matrix is told by `usual`; the long one meets all.
    """

    way: Way
    step: str | None = None
    tags: Sequence[str] = TAGS
    usual: Sequence[str] = ALWAYS


def host_beside(state: str) -> str | None:
    """Return the one other host that a browser may ask in a state: where the exit leads."""
    return urlsplit(AWAY).hostname if state == "exit" else None


def reach(page: Page, service: Service, state: str, language: str) -> None:
    """Bring the page into a state."""
    page.route(f"{AWAY}**", stay)
    STATES[state].way(page, service, language)
    # What tells the state may be there before the styles.
    page.wait_for_load_state()
    # What has the focus may lie under the header by now, where no audit sees it rightly.
    page.evaluate("scrollTo(0, 0)")


@contextlib.contextmanager
def shown(
    browser: Browser, service: Service, state: str, language: str, **options: Any
) -> Iterator[Page]:
    """Yield a page in a state, held to leave nothing and to ask no host that is not ours.

    It says its language and direction. The state stands in no address; what came sets no cookie
    and carries nothing inline (P1, P3); and where nothing failed the browser has nothing to
    complain of.
    """
    documents: list[Response] = []
    errors: list[str] = []

    def note(answer: Response) -> None:
        if answer.request.resource_type == "document" and answer.url.startswith(service.address):
            documents.append(answer)

    with watched(browser, leaves_to=host_beside(state), **options) as page:
        page.on("response", note)
        page.on("console", lambda said: errors.append(said.text) if said.type == "error" else None)
        reach(page, service, state, language)
        said = page.evaluate("[document.documentElement.lang, document.documentElement.dir]")
        assert [language, DIRECTIONS[language]] == said
        assert documents
        for answer in documents:
            headers = answer.all_headers()
            assert "set-cookie" not in headers
            assert "default-src 'none'" in headers["content-security-policy"]
        assert not INLINE.search(documents[-1].text())
        addresses = history(page) if browser.browser_type.name == "chromium" else [page.url]
        assert not [address for address in addresses if re.search("[?#]", address)]
        yield page
        assert state not in PAGES or not errors, errors


def stay(route: Route) -> None:
    """Answer that there is nothing to show: the browser stays on its page."""
    route.fulfill(status=204)


def page_at(opened_page: Opened) -> Way:
    def way(page: Page, service: Service, language: str) -> None:
        page.goto(service.address + opened_page.path(language))

    return way


def missing(page: Page, service: Service, language: str) -> None:
    page.goto(f"{service.address}/{language}/nothing/")


def wrong_method(page: Page, service: Service, language: str) -> None:
    page.goto(service.address + link("write_plain_send", lang=language))


def _steps(form: str) -> Mapping[str, str | None]:
    name = NEWEST[form].name
    # Asked for without a letter, the last one shows the form.
    return {
        form: name,
        f"{form}_plain": f"{name}, other page",
        f"{form}_plain_done": f"{name}, other page",
    }


STEPS: Mapping[str, str | None] = {
    "return": "Return",
    "return_plain": "Return, other page",
    "return_plain_done": "Return, other page",
    **{name: step for form in LETTER_FORMS for name, step in _steps(form).items()},
}
ALIKE = frozenset(
    name for form in LETTER_FORMS if form != "write" for name in (form, f"{form}_plain")
)
"""Pages made as those for writing are, of other questions: met in one language, the others in the
long matrix. What they answer after sending is not met again."""

EACH_COMPONENT = {
    *("home", "check", "refer", "write", "referral", "write_plain", "return", "exit", "no page"),
    *("sealed, unfolded", "sealed, problems", "sealed, check", "sealed, done", "sealed, closed"),
    *("return, opened", "return, files", "plain, unfolded", "plain, left out", "plain, done"),
    *("referral, part", "consultation, done", "referral, draft asks", "check, end"),
}
"""Each component in one of its states: what the checker of HTML meets in the short matrix and, of
states on the way, a language from right to left."""

ENGINES_DIFFER = {
    *("home", "write", "referral", "exit", "sealed, unfolded", "return, opened"),
    *("plain, left out", "check, end"),
}
"""Of these, what the other engine meets in the short matrix: each kind of page."""

HARD_TO_WALK = {
    *("home", "check", "write", "referral, part", "referral, draft asks", "return, files"),
    *("return, opened", "sealed, problems", "sealed, check", "sealed, done", "plain, unfolded"),
}
"""Of these, where the focus passes what stays in sight, moves or unfolds."""

A_SENTENCE_APART = {
    *("sealed, sending", "sealed, not known", "return, sending", "return, not known"),
    *("return, cannot send", "return, too long", "return, sending files", "return, done"),
    *("plain, garbled", "plain, file", "plain, not known", "plain, check"),
    *("plain return, not known", "plain return, not now", "plain return, check"),
    *("referral, check", "referral, done", "referral, plain check", "referral, plain done"),
    *("referral, draft", "check, young", "check, stopped"),
}
"""States that look as another one does and say something else: met in the long matrix."""

CHARTED = ("report, clients-2021", "report, growth")
"""Between them they have every kind of chart; the other reports are met in the long matrix."""


OF_WORDS_ALONE = frozenset(WORDS) - {"help", "card"} | {"safety", "someone"}
"""Pages of one template that differ in their words: each is met in one language, the other
direction in the long matrix."""


def _usual(page: Opened) -> Sequence[str]:
    if page.file:
        return ALWAYS if page.name in CHARTED else ()
    if page.name in OF_WORDS_ALONE:
        return (ALWAYS[sorted(OF_WORDS_ALONE).index(page.name) % len(ALWAYS)],)
    return ALWAYS[1:] if page.name in ALIKE else ALWAYS


def _usual_on_the_way(name: str) -> Sequence[str]:
    if name in EACH_COMPONENT:
        return ALWAYS
    return () if name in A_SENTENCE_APART else ALWAYS[:1]


PAGES: Mapping[str, State] = {
    page.name: State(
        page_at(page),
        STEPS.get(page.name),
        tags=TAGS if "{lang}" in page.address.path else (SOURCE.tag,),
        usual=_usual(page),
    )
    for page in every_page(SEEN_POLICIES)
    if page.name.removesuffix("_done") not in ALIKE - {page.name}
}
ON_THE_WAY: Mapping[str, State] = {
    name: State(*each, usual=_usual_on_the_way(name))
    for name, each in {
        **SEALED,
        **RETURN,
        **PLAIN,
        **PLAIN_RETURN,
        **FILES,
        **STEPPED,
        **CHECK,
    }.items()
} | {name: State(*each, usual=()) for name, each in OTHERS.items()}
ERRORS: Mapping[str, State] = {
    "no page": State(missing, "No page here"),
    "wrong method": State(wrong_method),
}
STATES: Mapping[str, State] = {**PAGES, **ON_THE_WAY, **ERRORS}
EVERY = [(name, tag) for name, state in STATES.items() for tag in state.tags]
"""Each state in each of its languages."""

CASES = [
    pytest.param(name, tag, marks=() if tag in STATES[name].usual else pytest.mark.long)
    for name, tag in EVERY
]
"""Each state in each of its languages, to be asked of a browser one by one."""

ONCE = [
    pytest.param(name, state.tags[-1], marks=() if name in ENGINES_DIFFER else pytest.mark.long)
    for name, state in STATES.items()
]
"""Each state in one language, where the language makes no difference."""

WALKED = [
    pytest.param(
        name,
        tag,
        marks=() if name in HARD_TO_WALK and tag == SOURCE.tag else pytest.mark.long,
    )
    for name, tag in EVERY
]
"""Each state in each of its languages, where each stop of the focus takes its time."""
