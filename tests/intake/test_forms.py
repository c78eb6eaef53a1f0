"""Every form by the plain way: what is asked arrives, and nothing that is not."""

from typing import Any

import pytest
from flask.testing import FlaskClient

from app.addresses import LETTER_FORMS, link
from app.forms.validate import Answer
from app.intake.draft import BESIDES
from tests.forms.filling import fillings
from tests.forms.newest import NEWEST
from tests.intake.stage import Stage
from tests.intake.steps import OWN, arrived, filled, page
from tests.page import Page

WORDS = "Zebrafink Quitte"

EVERY = [(form, answers) for form in LETTER_FORMS for answers in fillings(NEWEST[form])]


def checked(client: FlaskClient, form: str, answers: dict[str, Any], status: int = 200) -> Page:
    address = link(f"{form}_plain", lang="en")
    shown = page(client.get(address))
    # Werkzeug takes a tuple for a file.
    listed = {key: list(a) if isinstance(a, tuple) else a for key, a in answers.items()}
    return page(client.post(address, data=filled(shown, **listed), headers=OWN), status)


def sent(client: FlaskClient, form: str, shown: Page) -> Page:
    address = link(f"{form}_plain_send", lang="en")
    return arrived(client.post(address, data=shown.posted(), headers=OWN))


@pytest.mark.parametrize(("form", "answers"), EVERY)
def test_each_answer_is_shown_and_arrives(
    stage: Stage, client: FlaskClient, form: str, answers: dict[str, Answer]
) -> None:
    shown = checked(client, form, answers)
    for key, answer in answers.items():
        question = NEWEST[form].by_key[key]
        labels = {option.value: option.label for option in question.options}
        for each in (answer,) if isinstance(answer, str) else answer:
            assert labels.get(each, each) in shown.text
    sent(client, form, shown)
    [letter] = stage.letters()
    assert (form, NEWEST[form].version) == (letter.form, letter.form_version)
    assert answers == letter.answers
    assert list(answers) == list(letter.answers)


@pytest.mark.parametrize("form", LETTER_FORMS)
def test_each_page_has_a_field_for_each_question_and_no_other(
    client: FlaskClient, form: str
) -> None:
    shown = page(client.get(link(f"{form}_plain", lang="en")))
    names = {each["name"] for each in shown.all("input", "textarea", "select") if "name" in each}
    assert {question.key for question in NEWEST[form].questions} == names - BESIDES


@pytest.mark.parametrize("form", LETTER_FORMS)
def test_an_answer_to_no_question_of_the_form_is_refused(
    stage: Stage, client: FlaskClient, form: str
) -> None:
    answers = next(fillings(NEWEST[form]))
    again = checked(client, form, {**answers, "passport": WORDS}, status=422)
    assert "problems" in again.ids
    assert WORDS not in again.text
    send = link(f"{form}_plain_send", lang="en")
    posted = {**again.posted(), "passport": [WORDS], "receipt": ["5839201744660285917302648"]}
    page(client.post(send, data=posted, headers=OWN), 422)
    assert [] == stage.letters()


IDENTITY = ("name", "birth", "customer_number", "phone", "email", "reach", "referrer_name", "told")


@pytest.mark.parametrize("key", IDENTITY)
def test_an_identity_forged_into_a_consultation_never_reaches_a_letter(
    stage: Stage, client: FlaskClient, key: str
) -> None:
    assert key in NEWEST["referral"].by_key
    shown = checked(client, "consultation", next(fillings(NEWEST["consultation"])))
    posted = {**shown.posted(), key: [WORDS]}
    send = link("consultation_plain_send", lang="en")
    answer = client.post(send, data=posted, headers=OWN)
    assert 422 == answer.status_code
    assert WORDS not in answer.text
    assert [] == stage.letters()


def test_what_belongs_to_another_choice_is_told_stays_and_does_not_go_along(
    stage: Stage, client: FlaskClient
) -> None:
    answers = {"message": "x", "how_reply": "email", "email": "a@b.example", "phone": WORDS}
    shown = checked(client, "write", answers)
    assert "left-out" in shown.ids
    assert "Your phone number" in shown.text
    assert WORDS not in shown.text
    change = shown.ids["change"]
    back = {**shown.posted(), str(change["name"]): [str(change["value"])]}
    form = page(client.post(str(change["formaction"]), data=back, headers=OWN))
    assert WORDS == form.value("phone")
    sent(client, "write", shown)
    [letter] = stage.letters()
    assert {"message": "x", "how_reply": "email", "email": "a@b.example"} == letter.answers


@pytest.mark.parametrize("form", ["referral", "consultation"])
def test_a_referrer_reads_before_and_after_what_it_is_not(client: FlaskClient, form: str) -> None:
    before = page(client.get(link(f"{form}_plain", lang="en"))).text
    after = sent(client, form, checked(client, form, next(fillings(NEWEST[form])))).text
    for note in NEWEST[form].before:
        assert note.text in before
    for note in NEWEST[form].after:
        assert note.text in after


@pytest.mark.parametrize("form", ["referral", "consultation"])
def test_the_acknowledgement_has_the_letters_reference_and_no_answer(
    stage: Stage, client: FlaskClient, form: str
) -> None:
    answers = next(fillings(NEWEST[form]))
    done = sent(client, form, checked(client, form, answers)).text
    [letter] = stage.letters()
    assert f"{letter.letter_id[:4]} {letter.letter_id[4:8]}" in done
    for key, answer in answers.items():
        if isinstance(answer, str) and NEWEST[form].by_key[key].kind == "text":
            assert answer not in done
