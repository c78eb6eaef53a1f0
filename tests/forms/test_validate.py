"""`validate` against the vectors that JavaScript reads too, and against whatever else comes."""

import json
import sys
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.forms.questionnaire import Questionnaire
from app.forms.validate import WHITE_SPACE, Answers, Problems, validate
from app.text import normalise

VECTORS = json.loads(
    (Path(__file__).parents[1] / "vectors/forms/validate.json").read_text(encoding="utf-8")
)
QUESTIONNAIRES = {
    name: Questionnaire.from_json(data) for name, data in VECTORS["questionnaires"].items()
}


def expanded(value: Any) -> Any:
    match value:
        case {"repeat": [text, times], **rest} if not rest:
            return expanded(text) * times
        case {"join": [*texts], **rest} if not rest:
            return "".join(expanded(text) for text in texts)
        case dict():
            return {key: expanded(member) for key, member in value.items()}
        case list():
            return [expanded(member) for member in value]
    return value


def as_vector(result: Answers | Problems) -> dict[str, Any]:
    if isinstance(result, Problems):
        return {"problems": [asdict(problem) for problem in result.items]}
    values = result.values.items()
    return {"answers": [(key, list(v) if isinstance(v, tuple) else v) for key, v in values]}


@pytest.mark.parametrize("vector", VECTORS["vectors"], ids=lambda vector: vector["name"])
def test_validate_agrees_with_the_vectors(vector: dict[str, Any]) -> None:
    files = vector.get("files", False)
    result = validate(QUESTIONNAIRES[vector["questionnaire"]], expanded(vector["raw"]), files=files)

    if "answers" in vector:
        assert {"answers": list(expanded(vector["answers"]).items())} == as_vector(result)
    else:
        assert {"problems": vector["problems"]} == as_vector(result)


def test_white_space_is_pythons_but_for_the_four_information_separators() -> None:
    python = {chr(code) for code in range(sys.maxunicode + 1) if chr(code).isspace()}

    assert python - set("\x1c\x1d\x1e\x1f") == set(WHITE_SPACE)


JSON_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=6,
)
KEYS = st.sampled_from(["message", "what_help", "writer", "contact"]) | st.text(max_size=3)


@settings(max_examples=200, deadline=None)
@given(raw=st.dictionaries(KEYS, JSON_VALUES | st.binary(max_size=3), max_size=5))
def test_whatever_is_posted_is_answered(raw: dict[str, object]) -> None:
    result = validate(QUESTIONNAIRES["write"], raw)

    assert isinstance(result, Answers | Problems)


ANY_TEXT = st.text(st.characters(exclude_categories=()), max_size=300)


@settings(max_examples=200, deadline=None)
@given(message=ANY_TEXT, helps=st.lists(st.sampled_from(["talk", "papers", "safe_place"])))
def test_valid_answers_are_valid_again_and_unchanged(message: str, helps: list[str]) -> None:
    first = validate(QUESTIONNAIRES["write"], {"message": "a" + message, "what_help": helps})

    assert isinstance(first, Answers)
    assert normalise("a" + message) == first.values["message"]
    assert first == validate(QUESTIONNAIRES["write"], first.values)
