"""The sealed page: nothing in it can post a word, and its script finds all that it needs (P3)."""

import base64
import hashlib
import re

import pytest
from flask.testing import FlaskClient

from app.addresses import link
from app.forms.load import load_all
from app.frame.assets import Assets
from app.frame.locale import LANGUAGES, SOURCE, Language
from tests.page import Page
from tests.site.conftest import ANCHOR, ROOT

IDS = {
    "letter": "form",
    "problems": "div",
    "problems-title": "h2",
    "problems-list": "ul",
    "plain-way": "div",
    "state": "div",
    "send": "button",
    "arrived": "section",
    "arrived-title": "h2",
}
MARKS = {
    "data-text-required": set(),
    "data-text-nothing": set(),
    "data-text-too-long": {"{limit}", "{over}"},
    "data-text-invalid": set(),
    "data-text-left": {"{n}"},
    "data-text-over": {"{n}"},
    "data-text-sending": set(),
    "data-text-not-sent": set(),
    "data-text-unknown": set(),
    "data-text-again": set(),
    "data-text-not-now": set(),
    "data-text-closed": set(),
    "data-title-ready": set(),
    "data-title-error": set(),
    "data-title-too-long": set(),
    "data-title-sending": set(),
    "data-title-not-sent": set(),
    "data-title-unknown": set(),
    "data-title-closed": set(),
    "data-title-arrived": set(),
}
QUESTIONS = load_all(ROOT / "content" / "forms")["write", 1].questions


@pytest.fixture(params=LANGUAGES, ids=lambda each: str(each.tag))
def language(request: pytest.FixtureRequest) -> Language:
    chosen: Language = request.param
    return chosen


@pytest.fixture
def html(client: FlaskClient, language: Language) -> str:
    return client.get(link("write", lang=language.tag)).text


@pytest.fixture
def shown(html: str) -> Page:
    return Page(html)


def test_the_form_trusts_the_anchor_and_says_what_it_is(shown: Page, language: Language) -> None:
    form = shown.by_id("letter")

    assert (ANCHOR.root, "7") == (form["data-root"], form["data-minimum-serial"])
    assert ("write", "1", language.tag) == (
        form["data-form"],
        form["data-version"],
        form["data-language"],
    )


def test_the_browser_itself_can_post_nothing(shown: Page, client: FlaskClient) -> None:
    form = shown.one("form")
    answer = client.get(link("write", lang="en"))

    assert set() == form.attributes.keys() & {"action", "method", "target", "onsubmit"}
    assert "form-action 'none'" in answer.headers["Content-Security-Policy"]
    for field in shown.all("textarea", "input", "button", "select"):
        assert set() == field.attributes.keys() & {"formaction", "formmethod", "maxlength"}
        # The question before a link out stands beside the form; its buttons belong to no form.
        assert "form" in field.inside or field.tag == "button"
        choice = field.attributes.get("type") in {"radio", "checkbox"}
        assert choice == ("name" in field), field


def test_every_element_that_the_script_needs_is_there_once(shown: Page) -> None:
    assert IDS == {name: shown.by_id(name).tag for name in IDS}
    assert "disabled" in shown.by_id("send")
    assert "hidden" not in shown.by_id("plain-way")
    assert "hidden" in shown.by_id("arrived")
    assert "hidden" in shown.by_id("problems")
    assert "form" not in shown.by_id("arrived").inside
    for name in ("problems", "plain-way", "state", "send"):
        assert "form" in shown.by_id(name).inside


def test_every_word_of_the_script_is_there_with_its_marks(shown: Page) -> None:
    form = shown.by_id("letter")
    texts = {
        name: value
        for name, value in form.attributes.items()
        if name.startswith(("data-text-", "data-title-"))
    }

    assert MARKS == {name: set(re.findall(r"\{\w+\}", value)) for name, value in texts.items()}
    assert all(re.sub(r"\{\w+\}", "", value).strip() for value in texts.values())
    assert "%(" not in "".join(texts.values())


def test_each_question_says_what_the_questionnaire_asks(shown: Page) -> None:
    asked = [element for element in shown.all("div") if "data-question" in element]

    assert [
        (each.key, each.kind, str(each.limit) if each.limit else None, each.required)
        for each in QUESTIONS
    ] == [
        (
            element["data-question"],
            element["data-kind"],
            element.attributes.get("data-limit"),
            "data-required" in element,
        )
        for element in asked
    ]
    for each in QUESTIONS:
        assert "hidden" in shown.by_id(f"q-{each.key}-error")
        controls = [f"q-{each.key}-{option.value}" for option in each.options] or [f"q-{each.key}"]
        for control in controls:
            assert shown.by_id(control).tag in {"input", "textarea"}


def test_what_is_typed_is_not_completed_corrected_or_remembered(shown: Page) -> None:
    assert shown.by_id("letter")["autocomplete"] == "off"
    for each in QUESTIONS:
        if each.kind == "text":
            field = shown.by_id(f"q-{each.key}")
            assert ("off", "false") == (field["autocomplete"], field["spellcheck"])


def test_without_script_the_form_hides_and_the_other_way_shows(
    shown: Page, client: FlaskClient, built: Assets, language: Language
) -> None:
    plain = link("write_plain", lang=language.tag)
    ways = [each for each in shown.all("a") if each.attributes.get("href") == plain]
    with client.get(built.url("style.css")) as answer:
        style = answer.get_data(as_text=True)

    assert [True, False] == ["noscript" in way.inside for way in ways]
    assert "sealed" in shown.by_id("letter")["class"].split()
    assert "@media(scripting:none){.sealed{display:none" in re.sub(r"\s", "", style)


def test_the_script_is_ours_whole_and_waits_for_the_page(shown: Page, built: Assets) -> None:
    """The only one: it holds the exit's too."""
    script = shown.one("script")
    body = (built.folder / built.files["write.js"]).read_bytes()
    digest = base64.b64encode(hashlib.sha384(body).digest()).decode()

    assert ("module", built.url("write.js")) == (script["type"], script["src"])
    assert f"sha384-{digest}" == script["integrity"]


@pytest.mark.parametrize("language", [SOURCE], ids=["en"])
def test_a_reader_is_told_what_a_letter_is_not(html: str) -> None:
    form, _, arrived = html.partition('id="arrived"')

    for said in (
        "A letter is not a rescue",
        "may not be read today",
        "we may have to tell other authorities",
        "leave out names, home addresses and places",
        "You will get 25 digits",
        "Only our staff who hold the key can open it",
        "owner of the Wi-Fi can see the name of this site",
        "server and the company that runs it could read your letter",
        "Copy your text first",
    ):
        assert said in form
    for said in ("Nobody is coming because of this letter", "may not be read today", "tel:112"):
        assert said in arrived
