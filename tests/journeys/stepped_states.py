"""Every state of a form in steps, with its draft file; and the ends of every form but writing.

The referral has all that other forms have of this: what they share with it is seldom met.
"""

import json
from collections.abc import Callable, Mapping
from functools import partial

from playwright.sync_api import Page, expect

from app.addresses import LETTER_FORMS, link
from app.age.file import seal
from app.age.scrypt import ScryptRecipient
from app.forms.questionnaire import Section
from app.forms.validate import Answer
from tests.forms.filling import filling
from tests.forms.newest import NEWEST
from tests.journeys.filling import answer, fill
from tests.journeys.service import Service

Way = Callable[[Page, Service, str], None]

REFERRAL = NEWEST["referral"]
NAME = REFERRAL.name or ""
WORDS = "four words of mine"
WORK_FACTOR = 10
"""Less than a real draft has: nobody keeps this one."""
PAPER = {"name": "paper.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.7"}


def answers_to(form: str) -> Mapping[str, Answer]:
    """Return answers to all that is asked of who can be called."""
    questions = NEWEST[form].by_key
    return filling(NEWEST[form], "phone" if "phone" in questions else next(iter(questions)))


def opened(page: Page, service: Service, language: str, form: str) -> None:
    page.goto(service.address + link(form, lang=language))
    expect(page.locator("#check, #continue").and_(page.locator(":enabled")).first).to_be_visible()


def filled(page: Page, section: Section) -> None:
    given = answers_to("referral")
    for question in section.questions:
        if question.key in given:
            answer(page.locator(f"[data-question={question.key}]"), question, given[question.key])


def part(page: Page, service: Service, language: str) -> None:
    opened(page, service, language, "referral")
    first, second, *_ = REFERRAL.sections
    filled(page, first)
    page.locator("#continue").click()
    expect(page.locator(f"[data-section={second.key}] h2")).to_be_focused()


def problems(page: Page, service: Service, language: str) -> None:
    """What must be true is not all chosen, and of two questions neither is answered."""
    part(page, service, language)
    page.locator("#continue").click()
    expect(page.locator("#problems")).to_be_visible()


def checked(page: Page, service: Service, language: str, form: str) -> None:
    opened(page, service, language, form)
    if NEWEST[form].files:
        page.locator("#files-input").set_input_files(PAPER)  # type: ignore[arg-type]  # a plain dict
        expect(page.locator("#files-state")).to_contain_text("1")
    fill(page, NEWEST[form], answers_to(form))
    expect(page.locator("#receipt li")).to_have_count(5)


def done(page: Page, service: Service, language: str, form: str) -> None:
    checked(page, service, language, form)
    page.locator("#send").click()
    expect(page.locator("#arrived")).to_be_visible()


def plain_checked(page: Page, service: Service, language: str, form: str) -> None:
    page.goto(service.address + link(f"{form}_plain", lang=language))
    fill(page, NEWEST[form], answers_to(form))


def plain_done(page: Page, service: Service, language: str, form: str) -> None:
    plain_checked(page, service, language, form)
    page.locator("#send").click()
    expect(page.locator("#arrived")).to_be_visible()


def draft(page: Page, service: Service, language: str) -> None:
    """Press a button of the draft file that cannot do it yet: it says why."""
    opened(page, service, language, "referral")
    page.locator("#draft-file summary").click()
    page.locator("#draft-save").click()
    expect(page.locator("#draft-state")).not_to_be_empty()


def draft_asks(page: Page, service: Service, language: str) -> None:
    """Open a draft where something is written already."""
    opened(page, service, language, "referral")
    page.locator("#q-consent_asked_by").fill("one two three")
    inside = {"draft": "turva/draft/1", "form": "referral", "version": REFERRAL.version}
    content = json.dumps({**inside, "answers": {"consent_asked_by": "four"}}).encode()
    file = seal(content, [ScryptRecipient(WORDS, work_factor=WORK_FACTOR)])
    page.locator("#draft-file summary").click()
    page.locator("#draft-source").set_input_files(
        {"name": "draft.age", "mimeType": "application/octet-stream", "buffer": file}
    )
    page.locator("#draft-passphrase").fill(WORDS)
    page.locator("#draft-open").click()
    expect(page.locator("#draft-ask")).to_be_visible()


STEPPED: Mapping[str, tuple[Way, str]] = {
    "referral, part": (part, NAME),
    "referral, problems": (problems, f"{NAME}, problem"),
    "referral, check": (partial(checked, form="referral"), f"{NAME}, check"),
    "referral, done": (partial(done, form="referral"), f"{NAME}, done"),
    "referral, draft": (draft, NAME),
    "referral, draft asks": (draft_asks, NAME),
    "referral, plain check": (
        partial(plain_checked, form="referral"),
        f"{NAME}, other page, check",
    ),
    "referral, plain done": (partial(plain_done, form="referral"), f"{NAME}, other page, done"),
}
OTHERS: Mapping[str, tuple[Way, str]] = {
    f"{form}, {name}": (partial(way, form=form), f"{NEWEST[form].name}, {step}")
    for form in LETTER_FORMS
    if form not in {"write", "referral"}
    for name, way, step in (
        ("check", checked, "check"),
        ("done", done, "done"),
        ("plain check", plain_checked, "other page, check"),
        ("plain done", plain_done, "other page, done"),
    )
}
"""What the other forms make of the same components."""
