"""What a bystander reads on a tab, and what a screen reader says first, on every page and state."""

from collections import defaultdict
from collections.abc import Sequence

import pytest
from playwright.sync_api import Browser, Page

from app.frame.locale import LANGUAGES, Language
from tests.journeys.service import Service
from tests.journeys.states import ALWAYS, EVERY, STATES, shown

pytestmark = pytest.mark.only_browser("chromium")

TELLING = {
    "en": "victim traffick abus exploit police crime violence slave helpline rescue assault help",
    "fi": "uhri ihmiskaup hyväksikäy poliisi rikos väkival orja auttava pelast apua",
    "sv": "offer människohandel utnyttj polis brott våld slav hjälp rädd övergrepp",
    "ar": "ضحي ضحايا اتجار استغلال شرطة جريمة عنف عبودية إنقاذ مساعدة",
}
"""How words begin that would tell a bystander what the page is about, in each language."""


def title_and_headings(page: Page) -> tuple[str, list[str]]:
    headings = page.locator("h1:visible").all_inner_texts()
    return page.evaluate("document.title"), [heading.strip() for heading in headings]


def states_in(tag: str, *, usual: bool) -> list[str]:
    return [name for name, at in EVERY if at == tag and (tag in STATES[name].usual or not usual)]


USUAL = [
    pytest.param(each, states_in(each.tag, usual=True), id=each.tag)
    for each in LANGUAGES
    if each.tag in ALWAYS
]
ALL = [
    pytest.param(
        each, states_in(each.tag, usual=False), id=f"{each.tag}-all", marks=pytest.mark.long
    )
    for each in LANGUAGES
]


@pytest.mark.parametrize(("language", "states"), [*USUAL, *ALL])
def test_titles_name_step_and_state_and_tell_a_bystander_nothing(
    turva: Service, browser: Browser, language: Language, states: Sequence[str]
) -> None:
    states_of = defaultdict(set)
    faults = []
    for state in states:
        with shown(browser, turva, state, language.tag) as page:
            title, headings = title_and_headings(page)
            said = page.evaluate("[document.documentElement.lang, document.documentElement.dir]")
        step = STATES[state].step
        states_of[title].add(step or state)
        if [language.tag, language.direction] != said:
            faults.append(f"{state}: lang and dir are {said}")
        if len(headings) != 1 or not headings[0]:
            faults.append(f"{state}: {len(headings)} visible h1")
        if not title.endswith(" – Turva"):
            faults.append(f"{state}: title has no product name at its end: {title}")
        if step and language.tag == "en" and title != f"{step} – Turva":
            faults.append(f"{state}: title is {title}")
        telling = [word for word in TELLING[language.tag].split() if word in title.lower()]
        if telling:
            faults.append(f"{state}: title tells {telling}")
    faults += [
        f"one title for {states}: {title}" for title, states in states_of.items() if len(states) > 1
    ]
    assert not faults, "\n".join(faults)
