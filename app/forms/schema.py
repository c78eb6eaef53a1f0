"""A questionnaire as JSON Schema 2020-12: what one line for `turva refer` holds, for other systems.

What a schema accepts, `app.forms.validate` accepts unchanged. The other way round a few things are
stricter here: an unanswered question is absent, one that is not asked has no answer, nothing is
chosen twice, and a limit counts each line break as it is written. Titles and descriptions are the
English source, never a translation.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from app.forms.lists import languages
from app.forms.questionnaire import Condition, Pick, Question, Questionnaire
from app.forms.validate import WHITE_SPACE

Schema = dict[str, Any]

DIALECT = "https://json-schema.org/draft/2020-12/schema"

# Written out, as not every reader of patterns knows all white space by \s.
_NOT_BLANK = "[^" + "".join(f"\\u{ord(each):04x}" for each in WHITE_SPACE) + "]"
_LISTS: Mapping[Pick, str] = {
    "languages": "The tag of a language (BCP 47).",
}


def line_schema(questionnaire: Questionnaire, languages: Sequence[str]) -> Schema:
    """Return the schema of a line: `form`, `version`, `language` and `answers`.

    `languages` are the tags that a letter can be written in.
    """
    picks = {each.pick for each in questionnaire.questions if each.pick}
    return {
        "$schema": DIALECT,
        "title": questionnaire.title or questionnaire.form,
        "description": "One line of a file for 'turva refer': one letter.",
        "type": "object",
        "properties": {
            "form": {"const": questionnaire.form},
            "version": {
                "description": "The version of the form; without it, the newest.",
                "const": questionnaire.version,
            },
            "language": {
                "description": "The language in which the answers are written.",
                "enum": list(languages),
            },
            "answers": _answers(questionnaire),
        },
        "required": ["form", "language", "answers"],
        "additionalProperties": False,
        "$defs": {pick: _list(pick) for pick in _LISTS if pick in picks},
    }


def schema_text(schema: Schema) -> str:
    """Return a schema as the text of its file."""
    return json.dumps(schema, indent=2, ensure_ascii=False) + "\n"


def _answers(questionnaire: Questionnaire) -> Schema:
    needed = [each.key for each in questionnaire.questions if not each.when and _is_needed(each)]
    rules = [*_conditional(questionnaire), *_groups(questionnaire)]
    return {
        "type": "object",
        "properties": {each.key: _answer(each) for each in questionnaire.questions},
        "required": needed,
        "additionalProperties": False,
        "minProperties": 1,
        **({"allOf": rules} if rules else {}),
    }


def _answer(question: Question) -> Schema:
    said = {"title": question.label}
    if question.hint:
        said["description"] = question.hint
    if question.kind == "text":
        limit = {"maxLength": question.limit} if question.limit else {}
        return {**said, "type": "string", "pattern": _NOT_BLANK, **limit}
    if question.kind == "choice":
        return {**said, **_one(question)}
    least = len(question.options) if question.every else 1
    several = {"type": "array", "items": _one(question), "uniqueItems": True, "minItems": least}
    return {**said, **several}


def _one(question: Question) -> Schema:
    if question.pick:
        return {"$ref": f"#/$defs/{question.pick}"}
    options = []
    for each in question.options:
        option = {"const": each.value, "title": each.label}
        options.append(option | ({"description": each.warning} if each.warning else {}))
    return {"oneOf": options}


def _list(pick: Pick) -> Schema:
    return {"description": _LISTS[pick], "enum": [each.value for each in languages()]}


def _is_needed(question: Question) -> bool:
    return question.required or question.every


def _conditional(questionnaire: Questionnaire) -> Iterator[Schema]:
    """Yield what holds of each question that is asked of some only."""
    for question in questionnaire.questions:
        if question.when:
            needed = {"required": [question.key]} if _is_needed(question) else True
            unasked = {"properties": {question.key: False}}
            yield {"if": _is_asked(questionnaire, question), "then": needed, "else": unasked}


def _groups(questionnaire: Questionnaire) -> Iterator[Schema]:
    """Yield of each group that one of it is answered, where any of it is asked."""
    for group in questionnaire.one_of:
        asked = [_is_asked(questionnaire, questionnaire.by_key[key]) for key in group]
        answered = {"anyOf": [{"required": [key]} for key in group]}
        yield {"if": {"anyOf": asked}, "then": answered} if all(asked) else answered


def _is_asked(questionnaire: Questionnaire, question: Question) -> Schema:
    """Return what holds where a question is asked, {} if it always is."""
    # What the other question waits for need not be repeated: unasked, it has no answer.
    conditions = [_holds(questionnaire, each) for each in question.when]
    return {"allOf": conditions} if conditions else {}


def _holds(questionnaire: Questionnaire, condition: Condition) -> Schema:
    wanted: Schema = {"enum": list(condition.answers)}
    if questionnaire.by_key[condition.question].kind == "several":
        wanted = {"type": "array", "contains": wanted}
    return {"required": [condition.question], "properties": {condition.question: wanted}}
