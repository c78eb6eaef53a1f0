"""What "write to us", version 1, asks: published, so it stays."""

from pathlib import Path

from app.forms.load import load
from app.forms.questionnaire import Questionnaire
from app.text import MESSAGE_LIMIT

WRITE: Questionnaire = load(Path(__file__).parents[2] / "content/forms/write/1.yaml")


def test_questions_and_their_order() -> None:
    expected = [
        ("message", "text", "many", MESSAGE_LIMIT),
        ("what_help", "several", "one", None),
        ("writer", "choice", "one", None),
        ("contact", "text", "one", 300),
        ("leave_message", "choice", "one", None),
    ]

    assert expected == [(q.key, q.kind, q.lines, q.limit) for q in WRITE.questions]


def test_nothing_is_required_but_the_message() -> None:
    assert ["message"] == [q.key for q in WRITE.questions if q.required]


def test_options_and_their_order() -> None:
    expected = {
        "what_help": "talk information safe_place health money_food papers lawyer interpreter "
        "children go_home something_else dont_know",
        "writer": "for_me for_someone_else prefer_not",
        "leave_message": "no call_back_only yes",
    }

    assert expected == {
        q.key: " ".join(option.value for option in q.options) for q in WRITE.questions if q.options
    }


def test_no_source_text_is_used_under_two_meanings_of_one_context() -> None:
    contexts = [text.context for text in WRITE.texts()]

    assert sorted(set(contexts)) == sorted(contexts)
