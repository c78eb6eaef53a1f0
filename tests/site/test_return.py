"""The page for coming back: it can post no digit and no word, and its script finds all it needs."""

import re

import pytest
from flask.testing import FlaskClient

from app.addresses import link
from app.frame.assets import Assets
from app.frame.locale import LANGUAGES, Language
from tests.page import Page
from tests.site.conftest import ANCHOR

IDS = {
    "opening": "form",
    "digits": "input",
    "digits-hint": "p",
    "digits-error": "p",
    "opening-state": "div",
    "opening-plain-way": "div",
    "open": "button",
    "opened": "section",
    "opened-title": "h2",
    "answers": "div",
    "opened-until": "p",
    "nothing": "section",
    "nothing-title": "h2",
    "forged": "section",
    "forged-title": "h2",
    "again": "section",
    "checking": "div",
    "check": "button",
    "letter": "form",
    "send": "button",
    "arrived": "section",
}
HIDDEN = ("opened", "nothing", "forged", "again", "arrived", "digits-error")
FOCUSED = ("opening-state", "opened-title", "nothing-title", "forged-title", "arrived-title")
MARKS = {
    "data-text-receipt-character": set(),
    "data-text-receipt-length": set(),
    "data-text-receipt-check": set(),
    "data-text-opening": set(),
    "data-text-unreachable": set(),
    "data-text-busy": set(),
    "data-text-unsafe": set(),
    "data-text-answer": set(),
    "data-text-until": {"{day}"},
    "data-title-mistyped": set(),
    "data-title-opening": set(),
    "data-title-failed": set(),
    "data-title-unsafe": set(),
    "data-title-opened": set(),
    "data-title-forged": set(),
}


@pytest.fixture(params=LANGUAGES, ids=lambda each: str(each.tag))
def language(request: pytest.FixtureRequest) -> Language:
    chosen: Language = request.param
    return chosen


@pytest.fixture
def shown(client: FlaskClient, language: Language) -> Page:
    return Page(client.get(link("return", lang=language.tag)).text)


def test_every_element_that_the_script_needs_is_there_once(shown: Page) -> None:
    assert IDS == {name: shown.by_id(name).tag for name in IDS}
    assert all("hidden" in shown.by_id(name) for name in HIDDEN)
    assert all(shown.by_id(name)["tabindex"] == "-1" for name in FOCUSED)
    assert "disabled" in shown.by_id("open")
    assert "hidden" not in shown.by_id("opening-plain-way")


def test_the_browser_itself_can_post_nothing(shown: Page, client: FlaskClient) -> None:
    policy = client.get(link("return", lang="en")).headers["Content-Security-Policy"]

    assert "form-action 'none'" in policy
    for form in shown.all("form"):
        assert set() == form.attributes.keys() & {"action", "method", "target", "onsubmit"}
    for field in shown.all("textarea", "input", "button", "select"):
        assert set() == field.attributes.keys() & {"formaction", "formmethod", "maxlength"}
        assert ("name" in field) == (field.attributes.get("type") == "checkbox"), field


def test_the_digits_are_not_completed_corrected_or_remembered(shown: Page) -> None:
    digits = shown.by_id("digits")

    assert ("off", "false", "numeric") == (
        digits["autocomplete"],
        digits["spellcheck"],
        digits["inputmode"],
    )
    assert "off" == shown.by_id("opening")["autocomplete"]


def test_the_letter_is_a_follow_up_and_names_what_to_trust(shown: Page) -> None:
    form = shown.by_id("letter")

    assert ("follow", "2") == (form["data-form"], form["data-version"])
    assert (ANCHOR.root, "7", ANCHOR.site) == (
        form["data-root"],
        form["data-minimum-serial"],
        form["data-site"],
    )
    assert {"do_not_contact", "remove_answers"} == {
        each["value"] for each in shown.all("input") if each.attributes.get("name") == "wishes"
    }


def test_every_word_of_the_script_is_there_with_its_marks(shown: Page) -> None:
    texts = {
        name: value
        for name, value in shown.by_id("opening").attributes.items()
        if name.startswith(("data-text-", "data-title-"))
    }

    assert MARKS == {name: set(re.findall(r"\{\w+\}", value)) for name, value in texts.items()}
    assert all(re.sub(r"\{\w+\}", "", value).strip() for value in texts.values())


def test_titles_do_not_tell_whether_there_was_an_answer(shown: Page) -> None:
    """A browser keeps titles, and whoever looks into it may be the one that is feared."""
    opened = shown.by_id("opening")["data-title-opened"]

    assert opened == shown.by_id("letter")["data-title-ready"]


def test_without_script_the_plain_way_shows_and_the_forms_hide(
    shown: Page, client: FlaskClient, built: Assets, language: Language
) -> None:
    plain = link("return_plain", lang=language.tag)
    ways = [each for each in shown.all("a") if each.attributes.get("href") == plain]
    with client.get(built.url("style.css")) as answer:
        style = answer.get_data(as_text=True)

    assert [True, False, False] == ["noscript" in way.inside for way in ways]
    assert all("sealed" in shown.by_id(form)["class"].split() for form in ("opening", "letter"))
    assert "@media(scripting:none){.sealed{display:none" in re.sub(r"\s", "", style)


def test_nothing_there_never_says_wait_and_names_the_helpline(client: FlaskClient) -> None:
    html = client.get(link("return", lang="en")).text
    nothing = html.partition('id="nothing"')[2].partition("</section>")[0]

    assert "tel:" in nothing
    assert not re.search(r"\bwait|\bsoon|\blater|\byet\b|\bagain", nothing, re.IGNORECASE)


def test_what_is_forged_is_named_and_followed_by_no_form(client: FlaskClient) -> None:
    html = client.get(link("return", lang="en")).text
    forged = html.partition('id="forged"')[2].partition("</section>")[0]

    assert "not from the NAS" in forged
    assert "tel:" in forged
    assert "<form" not in forged


def test_other_pages_lead_here(client: FlaskClient, language: Language) -> None:
    here = link("return", lang=language.tag)

    for name in ("home", "before", "safety", "write"):
        assert here in Page(client.get(link(name, lang=language.tag)).text).links, name
