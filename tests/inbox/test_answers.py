"""Every answer in staff's language, beside what the sender read."""

from app.frame.locale import LANGUAGES
from app.inbox.answers import answered, unanswered
from app.inbox.cases import Reading
from tests.inbox.shelf import Shelf, letter

BY_TAG = {language.tag: language for language in LANGUAGES}
ANSWERS = {"message": "x", "what_help": ("papers", "talk"), "writer": "for_me"}


def reading(shelf: Shelf, **fields: object) -> Reading:
    shelf.keep(letter(**{"answers": ANSWERS, **fields}))
    (case,) = shelf.read().cases
    return case.newest


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
    left = [each.ours.text for each in unanswered(reading(shelf), BY_TAG["en"])]

    assert [
        "How can we reach you safely?",
        "If we call and you do not answer, may we leave a message?",
    ] == left


def test_an_answer_that_is_shown_raw_is_not_said_to_be_open(shelf: Shelf) -> None:
    wrong = reading(shelf, answers={**ANSWERS, "contact": "0" * 301})
    left = [each.ours.text for each in unanswered(wrong, BY_TAG["en"])]

    assert "How can we reach you safely?" not in left
