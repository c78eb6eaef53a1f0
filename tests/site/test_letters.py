"""The sealed page of every letter: it can post no word, and its script finds what it needs (P3)."""

import base64
import hashlib
import json
import re

import pytest
from flask.testing import FlaskClient
from markupsafe import escape

from app.addresses import LETTER_FORMS, link
from app.forms.questionnaire import Question, Questionnaire
from app.frame.assets import Assets
from app.frame.locale import LANGUAGES, SOURCE, Language
from tests.forms.newest import NEWEST
from tests.page import Element, Page
from tests.site.conftest import ANCHOR

IDS = {
    "letter": "form",
    "top": "div",
    "problems": "div",
    "problems-title": "h2",
    "problems-list": "ul",
    "checking": "div",
    "checking-title": "h2",
    "checking-answers": "div",
    "ending": "div",
    "check": "button",
    "previous": "button",
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
    "data-text-every": set(),
    "data-text-one-of": set(),
    "data-text-change": set(),
    "data-text-left": {"{n}"},
    "data-text-over": {"{n}"},
    "data-text-sending": set(),
    "data-text-not-sent": set(),
    "data-text-unknown": set(),
    "data-text-again": set(),
    "data-text-not-now": set(),
    "data-text-closed": set(),
    "data-title-ready": set(),
    "data-title-check": set(),
    "data-title-error": set(),
    "data-title-too-long": set(),
    "data-title-sending": set(),
    "data-title-not-sent": set(),
    "data-title-unknown": set(),
    "data-title-closed": set(),
    "data-title-arrived": set(),
}


@pytest.fixture(params=LANGUAGES, ids=lambda each: str(each.tag))
def language(request: pytest.FixtureRequest) -> Language:
    chosen: Language = request.param
    return chosen


@pytest.fixture(params=LETTER_FORMS)
def asked(request: pytest.FixtureRequest) -> Questionnaire:
    return NEWEST[request.param]


@pytest.fixture
def html(client: FlaskClient, asked: Questionnaire, language: Language) -> str:
    return client.get(link(asked.form, lang=language.tag)).text


@pytest.fixture
def shown(html: str) -> Page:
    return Page(html)


def test_the_form_trusts_the_anchor_and_says_what_it_is(
    shown: Page, asked: Questionnaire, language: Language
) -> None:
    form = shown.by_id("letter")

    assert (ANCHOR.root, "7") == (form["data-root"], form["data-minimum-serial"])
    assert (asked.form, str(asked.version), language.tag) == (
        form["data-form"],
        form["data-version"],
        form["data-language"],
    )
    assert asked.steps == ("data-steps" in form)
    groups = json.loads(form.attributes.get("data-one-of", "[]"))
    assert asked.one_of == tuple(tuple(group) for group in groups)


def test_the_browser_itself_can_post_nothing(shown: Page, client: FlaskClient) -> None:
    form = shown.one("form")
    answer = client.get(link("call", lang="en"))

    assert set() == form.attributes.keys() & {"action", "method", "target", "onsubmit"}
    assert "form-action 'none'" in answer.headers["Content-Security-Policy"]
    for field in shown.all("textarea", "input", "button", "select"):
        assert set() == field.attributes.keys() & {"formaction", "formmethod", "maxlength"}
        # The question before a link out stands beside the form; its buttons belong to no form.
        assert "form" in field.inside or field.tag == "button"
        # Buttons of one question belong together by their name; of text there is none.
        assert "name" not in field or field.attributes.get("type") in {"radio", "checkbox"}
        assert "form" not in field


def test_every_element_that_the_script_needs_is_there_once(shown: Page) -> None:
    assert IDS == {name: shown.by_id(name).tag for name in IDS}
    for name in ("check", "send"):
        assert ("submit", True) == (shown.by_id(name)["type"], "disabled" in shown.by_id(name))
    assert "hidden" not in shown.by_id("plain-way")
    assert "hidden" in shown.by_id("arrived")
    for name in ("problems", "checking", "ending", "previous"):
        assert "hidden" in shown.by_id(name)
    for name in ("checking-title", "arrived-title", "state"):
        assert shown.by_id(name)["tabindex"] == "-1"
    assert "data-typed" in shown.by_id("checking-answers")
    assert "form" not in shown.by_id("arrived").inside
    for name in ("problems", "checking", "ending", "plain-way", "state", "check", "send"):
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


def test_each_question_says_what_the_questionnaire_asks(shown: Page, asked: Questionnaire) -> None:
    told = [element for element in shown.all("div") if "data-question" in element]

    assert [_told(each) for each in asked.questions] == [each.attributes for each in told]
    for each in asked.questions:
        assert _values(shown, each) == [option.value for option in each.options]


def _told(question: Question) -> dict[str, str]:
    """Return the attributes that the question's element has."""
    when = [{"answers": list(each.answers), "question": each.question} for each in question.when]
    told = {
        "class": "question",
        "data-question": question.key,
        "data-kind": question.kind,
        "data-limit": str(question.limit) if question.limit else None,
        "data-required": "" if question.required else None,
        "data-every": "" if question.every else None,
        "data-when": json.dumps(when) if when else None,
    }
    return {name: value for name, value in told.items() if value is not None}


def _values(shown: Page, question: Question) -> list[str]:
    """Return what the question can be answered with, and see that one gets to it."""
    if question.kind == "text":
        assert shown.by_id(f"q-{question.key}").tag in {"input", "textarea"}
        return []
    if question.pick:
        place = shown.elements.index(shown.by_id(f"q-{question.key}"))
        first, *others = _options_after(shown.elements[place + 1 :])
        assert first["value"] == ""
        return [each["value"] for each in others]
    chosen = [each for each in shown.all("input") if each.attributes.get("name") == question.key]
    assert chosen[0]["id"] == f"q-{question.key}-{question.options[0].value}"
    return [each["value"] for each in chosen]


def _options_after(elements: list[Element]) -> list[Element]:
    end = next(place for place, each in enumerate(elements) if each.tag != "option")
    return elements[:end]


def test_each_section_is_there_with_its_heading(shown: Page, asked: Questionnaire) -> None:
    sections = [each for each in shown.all("div", "details") if "data-section" in each]

    assert [each.key for each in asked.sections] == [each["data-section"] for each in sections]
    for told, section in zip(sections, asked.sections, strict=True):
        assert (told.tag == "details") == (section.folded and not asked.steps)
        assert ("hidden" in told) == (asked.steps and section != asked.sections[0])
        assert "open" not in told
        if section.title:
            assert shown.by_id(f"s-{section.key}")["tabindex"] == "-1"


def test_a_warning_is_read_with_what_it_warns_of(shown: Page, asked: Questionnaire) -> None:
    warned = {
        f"q-{each.key}-{option.value}-warning": (each.key, option.value)
        for each in asked.questions
        for option in each.options
        if option.warning
    }
    described = {
        each["aria-describedby"]: (each["name"], each["value"])
        for each in shown.all("input")
        if "aria-describedby" in each and each.attributes.get("type") in {"radio", "checkbox"}
    }

    assert warned == described
    for name in warned:
        assert shown.by_id(name)["class"] == "warning"


def test_files_drafts_and_acknowledgements_are_where_they_belong(
    shown: Page, asked: Questionnaire
) -> None:
    assert asked.files == ("files" in shown.ids)
    assert asked.reference == ("draft-file" in shown.ids)
    assert asked.reference == ("acknowledgement" in shown.ids)
    assert asked.steps == ("continue" in shown.ids)
    if asked.reference:
        assert "hidden" in shown.by_id("acknowledgement")


def test_what_is_typed_is_not_completed_corrected_or_remembered(
    shown: Page, asked: Questionnaire
) -> None:
    assert shown.by_id("letter")["autocomplete"] == "off"
    for each in asked.questions:
        if each.kind == "text":
            field = shown.by_id(f"q-{each.key}")
            assert ("off", "false") == (field["autocomplete"], field["spellcheck"])


def test_without_script_the_form_hides_and_the_other_way_shows(
    shown: Page, built: Assets, client: FlaskClient, asked: Questionnaire, language: Language
) -> None:
    plain = link(f"{asked.form}_plain", lang=language.tag)
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
def test_a_reader_is_told_what_a_letter_is_not(html: str, asked: Questionnaire) -> None:
    form, _, arrived = html.partition('id="arrived"')

    for said in (
        "A letter is not a rescue",
        "may not be read today",
        "we may have to tell other authorities",
        "You will get 25 digits",
        "Only our staff who hold the key can open it",
        "owner of the Wi-Fi can see the name of this site",
        "server and the company that runs it could read your letter",
        "Copy your text first",
    ):
        assert said in form
    # A form that asks for neither names nor an e-mail address does not speak of them.
    assert ("You do not need to say who you are" in form) != asked.reference
    assert ("names, home addresses" in form) == (asked.form in {"write", "worry"})
    assert ("leave a phone number or an e-mail" in form) == (asked.form in {"write", "worry"})
    for note in asked.before:
        assert escape(note.text) in form
    for note in asked.after:
        assert escape(note.text) in arrived
    for said in ("Nobody is coming because of this letter", "may not be read today", "tel:112"):
        assert said in arrived
