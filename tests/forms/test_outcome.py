"""`outcome` against the vectors that JavaScript reads too, and against what is really asked."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.forms.load import load
from app.forms.outcome import YOUNG, outcome
from app.forms.questionnaire import Option, Question, Questionnaire, Section

ROOT = Path(__file__).parents[2]
VECTORS = json.loads((ROOT / "tests/vectors/forms/outcome.json").read_text(encoding="utf-8"))
CHECK = load(ROOT / "content/forms/check/1.yaml")
COUNTING = [question.key for question in CHECK.questions if question.key != YOUNG]
ANSWERS = st.dictionaries(
    st.sampled_from(COUNTING), st.sampled_from(["yes", "not_sure", "no", "skip"])
)


def questionnaire(name: str) -> Questionnaire:
    questions = tuple(
        Question(key, "choice", key, options=tuple(Option(value, value) for value in values))
        for key, values in VECTORS["questionnaires"][name].items()
    )
    return Questionnaire(name, 1, (Section("all", questions),))


@pytest.mark.parametrize("vector", VECTORS["vectors"], ids=lambda vector: vector["name"])
def test_outcome_agrees_with_the_vectors(vector: dict[str, Any]) -> None:
    answers = vector["answers"]

    assert vector["outcome"] == outcome(questionnaire(vector["questionnaire"]), answers)


@given(ANSWERS)
def test_the_published_rule_holds_for_all_that_is_asked(answers: dict[str, str]) -> None:
    given_answers = list(answers.values())
    expected = "otherwise"
    if "yes" in given_answers:
        expected = "yes"
    elif given_answers.count("not_sure") > 1:
        expected = "unsure"

    assert expected == outcome(CHECK, answers)
    assert "young" == outcome(CHECK, {**answers, YOUNG: "yes"})


def test_thirteen_questions_count_in_four_steps_and_each_can_be_left_out() -> None:
    assert (4, 13) == (len(CHECK.sections), len(COUNTING))
    for question in CHECK.questions:
        values = [option.value for option in question.options]
        unsure = [] if question.key == YOUNG else ["not_sure"]
        assert ["yes", *unsure, "no", "skip"] == values
        assert not question.required
    assert YOUNG == CHECK.questions[0].key
