"""The published schemas say what validation says, and the files are the ones that are made."""

import json
import subprocess
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.forms.load import load, load_all
from app.forms.questionnaire import Question, Questionnaire
from app.forms.schema import line_schema, schema_text
from app.forms.source import read_source
from app.forms.validate import Answers, validate
from app.frame import locale
from tests.age.node import NODE, ROOT

FORMS = ROOT / "content" / "forms"
SCHEMAS = ROOT / "content" / "schemas"
REFERRALS = ("referral", "consultation")
LANGUAGES = tuple(language.tag for language in locale.LANGUAGES)
SMALL = """\
form: small
version: 3
one_of: [[told, seen]]
questions:
  who:
    kind: choice
    required: true
    label: Who?
    options: {me: Me, you: You, other: Other}
  told:
    kind: text
    limit: 5
    label: Told
    when: {who: [me, other]}
  seen:
    kind: several
    label: Seen
    options: {one: One, two: Two}
    when: {who: [you, me]}
  all:
    kind: several
    every: true
    label: All of it?
    options: {yes: Yes, too: Yes too}
    when: {seen: two}
  known:
    kind: choice
    required: true
    pick: languages
    label: Language
    when: {seen: one}
"""

Judge = Callable[[Mapping[str, Any], object], bool]


@pytest.fixture(scope="module")
def judge() -> Iterator[Judge]:
    """Return what judges a value by a schema: another implementation than ours."""
    command = [NODE, "tests/forms/schema.mjs"]
    with subprocess.Popen(
        command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        lines, answers, now = process.stdin, process.stdout, [""]

        def ask(question: Mapping[str, Any]) -> bool:
            lines.write(json.dumps(question) + "\n")
            lines.flush()
            answer = answers.readline()
            assert answer in ("true\n", "false\n")
            return answer == "true\n"

        def judged(schema: Mapping[str, Any], value: object) -> bool:
            if json.dumps(schema) != now[0]:
                now[0] = json.dumps(schema)
                ask({"schema": schema})
            return ask({"value": value})

        yield judged


def small() -> Questionnaire:
    return read_source(SMALL, "small/3.yaml").questionnaire


def values(question: Question) -> st.SearchStrategy[Any]:
    options = [each.value for each in question.options][:3]
    odd = st.sampled_from([None, 7, "", " \n", [], ["me"], "none of them", {"me": 1}])
    if question.kind == "text":
        limit = question.limit or 5
        texts = ["told", "ä", "x" * limit, "𐍈" * limit, "x" * (limit + 1)]
        return st.sampled_from(texts) | odd
    chosen = st.sampled_from(options)
    if question.kind == "choice":
        return chosen | odd
    several = st.lists(chosen, unique=True, min_size=1)
    return several | st.just(options) | st.lists(chosen, max_size=3) | odd


def raw(questionnaire: Questionnaire) -> st.SearchStrategy[dict[str, Any]]:
    """Return answers of which many are right, as no chance would make them."""
    fitting = {each.key: values(each) for each in questionnaire.questions}
    return st.fixed_dictionaries({}, optional={**fitting, "stranger": st.just("x")})


def is_unchanged(result: object, given: Mapping[str, Any]) -> bool:
    """Tell whether validation accepts the answers and keeps each as it is."""
    if not isinstance(result, Answers):
        return False
    kept = {
        key: value if isinstance(value, str) else sorted(value)
        for key, value in result.values.items()
    }
    return kept == {
        key: sorted(value) if isinstance(value, list) else value for key, value in given.items()
    }


@given(data=st.data())
@settings(max_examples=300, deadline=None)
def test_schema_and_validation_agree(judge: Judge, data: st.DataObject) -> None:
    form = small()
    given = data.draw(raw(form))
    line = {"form": "small", "version": 3, "language": "fi", "answers": given}
    expected = is_unchanged(validate(form, given), given)

    assert expected == judge(line_schema(form, LANGUAGES), line)


@pytest.mark.parametrize("name", REFERRALS)
def test_a_line_that_is_right_is_accepted_and_each_change_of_it_refused(
    judge: Judge, name: str
) -> None:
    form = load(FORMS / name / "1.yaml")
    schema = line_schema(form, LANGUAGES)
    answers = RIGHT[name]
    assert is_unchanged(validate(form, answers), answers)
    line = {"form": name, "language": "fi", "answers": answers}

    assert judge(schema, line)
    assert judge(schema, {**line, "version": 1})
    for change in ({"form": "write"}, {"version": 2}, {"language": "xx"}, {"more": 1}):
        assert not judge(schema, {**line, **change})
    for key in answers:
        without = {each: value for each, value in answers.items() if each != key}
        expected = is_unchanged(validate(form, without), without)
        assert expected == judge(schema, {**line, "answers": without}), key


def test_every_version_of_a_form_for_referrers_has_its_file_and_it_is_what_is_made() -> None:
    made = {
        f"{name}-{version}.json": schema_text(line_schema(form, LANGUAGES))
        for (name, version), form in load_all(FORMS).items()
        if form.reference
    }
    published = {path.name: path.read_text(encoding="utf-8") for path in SCHEMAS.iterdir()}

    assert made.keys() == published.keys()
    for file, text in made.items():
        assert text == published[file], f"turva refer --schema FORM > content/schemas/{file}"


RIGHT: Mapping[str, Mapping[str, Any]] = {
    name: json.loads((Path(__file__).parents[1] / "refer" / f"{name}.json").read_text("utf-8"))
    for name in REFERRALS
}
