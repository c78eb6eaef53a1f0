"""The Flask-WTF form carries what was posted and shows exactly what `validate` says."""

from pathlib import Path

import pytest
from flask import Flask, request
from werkzeug.datastructures import MultiDict

from app.forms import wtf
from app.forms.errors import QuestionnaireMalformed
from app.forms.load import load
from app.forms.questionnaire import Option, Question, Questionnaire, Section
from app.forms.validate import Answers, Problem, Problems
from app.forms.wtf import form_class

WRITE = load(Path(__file__).parents[2] / "content/forms/write/1.yaml")


def posted(*pairs: tuple[str, str]) -> MultiDict[str, str]:
    return MultiDict(pairs)


def test_valid_answers_are_kept_in_the_questionnaires_order() -> None:
    form = form_class(WRITE)(
        posted(("what_help", "papers"), ("what_help", "talk"), ("message", " a\r\n"))
    )

    assert form.validate()
    assert Answers({"message": " a\n", "what_help": ("talk", "papers")}) == form.answers
    assert form.problems is None
    assert {} == form.errors


def test_problems_stand_at_their_fields_and_what_was_typed_is_still_there() -> None:
    form = form_class(WRITE)(
        posted(("contact", "1" * 302), ("writer", "x"), ("name", "b"), ("what_help", "talk"))
    )

    assert not form.validate()
    assert form.answers is None
    expected = {
        "message": [Problem("message", "required")],
        "writer": [Problem("writer", "unknown_option")],
        "contact": [Problem("contact", "too_long", over=2, limit=300)],
        "": [Problem("name", "unknown_question")],
    }
    assert expected == form.errors
    assert Problems(tuple(each[0] for each in expected.values())) == form.problems
    assert ["talk"] == form["what_help"].data
    assert "1" * 302 == form["contact"].data


def test_a_second_value_for_a_text_is_not_lost_silently() -> None:
    form = form_class(WRITE)(posted(("message", "a"), ("message", "b")))

    assert not form.validate()
    assert [Problem("message", "several_values")] == form["message"].errors


def test_what_the_page_posts_besides_is_no_unknown_question() -> None:
    form = form_class(WRITE, besides=frozenset({"letter"}))(
        posted(("message", "a"), ("letter", "b"))
    )

    assert form.validate()
    assert Answers({"message": "a"}) == form.answers


def test_an_empty_form_has_no_errors_until_it_is_validated() -> None:
    form = form_class(WRITE)(None)

    assert {} == form.errors
    assert not form.validate()
    assert ["message"] == list(form.errors)


def test_the_adapter_has_no_truth_of_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    verdicts = [Answers({"message": "said so"}), Problems((Problem("writer", "required"),))]
    monkeypatch.setattr(wtf, "validate", lambda *_: verdicts.pop())
    form = form_class(WRITE)(posted(("message", "x" * 20_000), ("writer", "nobody")))

    assert not form.validate()
    assert {"writer": [Problem("writer", "required")]} == form.errors
    assert form.validate()
    assert {} == form.errors
    assert Answers({"message": "said so"}) == form.answers


def test_a_posted_page_without_session_or_secret_is_read() -> None:
    app = Flask("posts")

    with app.test_request_context("/", method="POST", data={"message": "مرحبا"}):
        form = form_class(WRITE)(request.form)

        assert form.validate_on_submit()
    assert Answers({"message": "مرحبا"}) == form.answers


@pytest.mark.parametrize("key", ["data", "errors", "validate", "meta", "form_errors", "letter"])
def test_a_key_that_the_form_or_its_page_needs_is_refused(key: str) -> None:
    questionnaire = Questionnaire("f", 1, (Section("s", (Question(key, "text", "Q"),)),))

    with pytest.raises(QuestionnaireMalformed, match=key):
        form_class(questionnaire, besides=frozenset({"letter"}))


def test_two_form_classes_share_nothing() -> None:
    first = form_class(Questionnaire("f", 1, (Section("s", (Question("a", "text", "A"),)),)))
    options = (Option("x", "X"),)
    second = form_class(
        Questionnaire("f", 2, (Section("s", (Question("b", "choice", "B", options=options),)),))
    )

    assert {"a": "1"} == first(posted(("a", "1"))).data
    assert {"b": "x"} == second(posted(("b", "x"))).data
