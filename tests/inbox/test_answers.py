"""Every answer in staff's language, beside what the sender read."""

import pytest

from app.frame.locale import LANGUAGES, Language
from app.inbox.answers import Answered, answers_to, parts
from app.inbox.cases import Reading
from app.inbox.languages import LANGUAGES as STAFFS
from tests.inbox.filled import LETTERS, filled
from tests.inbox.shelf import Shelf, letter, questionnaires

BY_TAG = {language.tag: language for language in LANGUAGES}
ANSWERS = {"message": "x", "what_help": ("papers", "talk"), "writer": "for_me"}


def reading(shelf: Shelf, **fields: object) -> Reading:
    shelf.keep(letter(**{"answers": ANSWERS, **fields}))
    (case,) = shelf.read().cases
    return case.newest


def answered(found: Reading, ours: Language) -> list[Answered]:
    return [each for part in parts(found, ours) for each in part.answered]


def unanswered(found: Reading, ours: Language) -> list[str]:
    return [each.ours.text for part in parts(found, ours) for each in part.unanswered]


def test_choices_stand_in_the_order_of_the_form_in_both_languages(shelf: Shelf) -> None:
    _, helped, writer = answered(reading(shelf), BY_TAG["fi"])

    assert ["fi", "fi"] == [choice.ours.language.tag for choice in helped.chosen]
    assert ["ar", "ar"] == [
        choice.theirs and choice.theirs.language.tag for choice in helped.chosen
    ]
    (chosen,) = writer.chosen
    assert ("Itsestäni", "عني أنا") == (chosen.ours.text, chosen.theirs and chosen.theirs.text)


def test_what_was_typed_is_passed_on_exactly(shelf: Shelf) -> None:
    message, *_ = answered(reading(shelf, answers={"message": " a\n\nb "}), BY_TAG["sv"])

    assert (" a\n\nb ", ()) == (message.typed, message.chosen)


def test_one_language_is_not_said_twice(shelf: Shelf) -> None:
    for each in answered(reading(shelf, language="sv"), BY_TAG["sv"]):
        assert each.question.theirs is None
        assert all(choice.theirs is None for choice in each.chosen)


def test_a_language_that_the_site_does_not_offer_has_no_original(shelf: Shelf) -> None:
    for each in answered(reading(shelf, language="zz"), BY_TAG["en"]):
        assert each.question.theirs is None


def test_questions_left_open_are_named(shelf: Shelf) -> None:
    left = unanswered(reading(shelf), BY_TAG["en"])

    assert [
        "How can we reach you safely?",
        "If we call and you do not answer, may we leave a message?",
    ] == left


def test_an_answer_that_is_shown_raw_is_not_said_to_be_open(shelf: Shelf) -> None:
    wrong = reading(shelf, answers={**ANSWERS, "contact": "0" * 301})
    left = unanswered(wrong, BY_TAG["en"])

    assert "How can we reach you safely?" not in left


# --- every form


@pytest.mark.parametrize("ours", STAFFS, ids=lambda each: str(each.tag))
@pytest.mark.parametrize(("form", "version"), LETTERS)
def test_all_that_was_chosen_is_in_staffs_language_beside_what_the_sender_read(
    shelf: Shelf, form: str, version: int, ours: Language
) -> None:
    answers = filled(form, version)
    found = answered(reading(shelf, form=form, form_version=version, answers=answers), ours)

    assert list(answers) == [each.key for each in found]
    for each in found:
        question = questionnaires()[form, version].by_key[each.key]
        assert (ours.tag, "ar") == (
            each.question.ours.language.tag,
            each.question.theirs and each.question.theirs.language.tag,
        )
        values = answers[each.key]
        assert len([values] if isinstance(values, str) else values) == len(each.chosen) + (
            each.typed is not None
        )
        for choice in each.chosen:
            assert ours.tag == choice.ours.language.tag
            # Languages are read by their own names, and one may be staff's.
            assert question.pick or choice.theirs


@pytest.mark.parametrize(("form", "version"), LETTERS)
def test_every_section_with_a_title_has_one_in_every_language(
    shelf: Shelf, form: str, version: int
) -> None:
    found = reading(shelf, form=form, form_version=version, answers=filled(form, version))
    titles = [
        [part.title and part.title.ours.language.tag for part in parts(found, ours)]
        for ours in STAFFS
    ]
    of_form = [section.title for section in questionnaires()[form, version].sections]

    for ours, tags in zip(STAFFS, titles, strict=True):
        assert [title and ours.tag for title in of_form] == tags


@pytest.mark.parametrize(
    ("spoken", "said"), [("so", ("somali", "Soomaali")), ("other", ("Muu", None))]
)
def test_a_language_has_its_name_in_staffs_language_beside_its_own(
    shelf: Shelf, spoken: str, said: tuple[str, str | None]
) -> None:
    found = reading(shelf, form="call", answers=filled("call", 1, {"language": spoken}))
    (answer,) = answers_to(found, ("language",), BY_TAG["fi"])
    (chosen,) = answer.chosen

    assert said == (chosen.ours.text, chosen.theirs and chosen.theirs.text)


def test_a_question_that_was_not_asked_is_not_said_to_be_open(shelf: Shelf) -> None:
    given = {"message": "x", "how_reply": "receipt"}
    found = reading(shelf, form_version=2, answers=given)
    left = unanswered(found, BY_TAG["en"])

    assert "When is it safe to call you?" in left
    assert "Your phone number" not in left


def test_told_and_observed_stay_apart(shelf: Shelf) -> None:
    given = filled("referral", 1, {"told": "SHE SAID", "observed": "I SAW"})
    found = answered(reading(shelf, form="referral", answers=given), BY_TAG["en"])
    typed = {each.key: each.typed for each in found}

    assert ("SHE SAID", "I SAW") == (typed["told"], typed["observed"])
