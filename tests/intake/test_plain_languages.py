"""Another language on the plain way: page and text stay (P2, P11)."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from flask.testing import FlaskClient

from app.addresses import link
from app.frame.locale import LANGUAGES, Language
from app.text import MESSAGE_LIMIT
from tests.intake.stage import Stage
from tests.intake.steps import FORM, OWN, SEND, check, filled, page
from tests.page import Element, Page

HERE = "en"
OTHERS = [language for language in LANGUAGES if language.tag != HERE]
TEXT = "\n  typed\n</textarea>\n"

EARLIER = f"{datetime.now(UTC) - timedelta(hours=2):%Y-%m-%dT%H:%MZ}"

each_other = pytest.mark.parametrize("other", OTHERS, ids=lambda language: str(language.tag))


def button(shown: Page, other: Language) -> Element:
    [found] = [
        each
        for each in shown.all("button")
        if each.attributes.get("formaction") == link("write_plain", lang=other.tag)
        and each.attributes.get("lang") == other.tag
    ]
    assert ("submit", "letter") == (found["type"], found["form"])
    assert "formnovalidate" in found
    return found


def change(
    client: FlaskClient, shown: Page, other: Language, status: int = 200, **typed: Any
) -> Page:
    """Press a language's name, as a browser does: its button's own name and value go along."""
    pressed = button(shown, other)
    posted = filled(shown, **typed)
    if "name" in pressed:
        posted[pressed["name"]] = pressed["value"]
    changed = page(client.post(pressed["formaction"], data=posted, headers=OWN), status)
    assert (other.tag, other.direction) == (changed.one("html")["lang"], changed.one("html")["dir"])
    return changed


def doubt(stage: Stage, client: FlaskClient) -> tuple[Page, Page]:
    """Send an earlier letter that may have arrived; return its check page, before and after."""
    checked = check(client, message=TEXT)
    stage.keyring_file.rename(stage.folder / "away")
    posted = checked.posted() | {"written": [EARLIER]}
    doubted = page(client.post(SEND, data=posted, headers=OWN), 503)
    (stage.folder / "away").rename(stage.keyring_file)
    return checked, doubted


@each_other
def test_what_was_typed_moves_along_before_anything_was_checked(
    stage: Stage, client: FlaskClient, other: Language
) -> None:
    form = page(client.get(FORM))
    changed = change(client, form, other, message=TEXT, phone="050", what_help=["papers"])
    assert TEXT == changed.value("message")
    assert "050" == changed.value("phone")
    assert "papers" == changed.value("what_help")
    assert form.value("letter") == changed.value("letter")
    assert "problems" not in changed.ids
    assert [] == stage.letters()


def test_an_empty_form_is_not_blamed_for_a_change_of_language(client: FlaskClient) -> None:
    changed = change(client, page(client.get(FORM)), OTHERS[0])
    assert "problems" not in changed.ids


@each_other
def test_problems_are_told_again_in_the_new_language(client: FlaskClient, other: Language) -> None:
    long = "ж" * (MESSAGE_LIMIT + 1)
    blamed = page(client.post(FORM, data=filled(page(client.get(FORM)), message=long)), 422)
    changed = change(client, blamed, other, 422)
    assert "problems" in changed.ids
    assert long == changed.value("message")
    mended = change(
        client, changed, LANGUAGES[0] if other != LANGUAGES[0] else OTHERS[1], message=TEXT
    )
    assert "problems" not in mended.ids
    assert TEXT == mended.value("message")


@each_other
def test_the_check_page_stays_the_check_page(
    stage: Stage, client: FlaskClient, other: Language
) -> None:
    checked = check(client, message=TEXT)
    changed = change(client, checked, other)
    assert checked.posted() == changed.posted()
    assert [] == stage.letters()
    client.post(link("write_plain_send", lang=other.tag), data=changed.posted(), headers=OWN)
    [letter] = stage.letters()
    assert (checked.value("letter"), other.tag) == (letter.letter_id, letter.language)


@each_other
def test_a_letter_in_doubt_stays_in_doubt_and_stays_the_same_letter(
    stage: Stage, client: FlaskClient, other: Language
) -> None:
    checked, doubted = doubt(stage, client)
    posted = dict(doubted.posted())
    changed = change(client, doubted, other)
    assert posted == changed.posted()
    assert "trouble" in changed.ids
    assert (checked.value("letter"), EARLIER) == (changed.value("letter"), changed.value("written"))


def test_a_letter_in_doubt_is_not_said_to_be_new_after_it_was_changed(
    stage: Stage, client: FlaskClient
) -> None:
    checked, doubted = doubt(stage, client)
    form = page(client.post(FORM, data=doubted.posted() | {"change": ["form"]}, headers=OWN))
    assert "trouble" in form.ids
    changed = change(client, form, OTHERS[0], message="other")
    assert "trouble" in changed.ids
    again = page(client.post(FORM, data=changed.posted(), headers=OWN))
    assert "trouble" in again.ids
    assert "do not have it yet" not in again.text
    assert (checked.value("letter"), EARLIER) == (again.value("letter"), again.value("written"))


@each_other
def test_a_letter_that_a_foreign_page_sent_moves_along_too(
    stage: Stage, client: FlaskClient, other: Language
) -> None:
    foreign = {"Origin": "https://evil.example"}
    given = page(
        client.post(FORM, data={"message": TEXT, "letter": "0" * 32}, headers=foreign), 403
    )
    changed = change(client, given, other)
    assert TEXT == changed.value("message")
    assert given.value("letter") == changed.value("letter") != "0" * 32
    assert [] == stage.letters()


def test_enter_in_a_field_goes_on_and_changes_no_language(client: FlaskClient) -> None:
    """Enter presses the form's first button (WHATWG HTML, "default button")."""
    shown = page(client.get(FORM))
    first = next(each for each in shown.all("button") if each.attributes.get("form") == "letter")
    assert "submit" == first["type"]
    assert not {"name", "formaction", "hidden"} & first.attributes.keys()
