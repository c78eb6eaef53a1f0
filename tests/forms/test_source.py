"""Every mistake in a YAML source is told with its place."""

import pytest

from app.forms.errors import QuestionnaireMalformed
from app.forms.questionnaire import Option, Question, Questionnaire, Section
from app.forms.source import read_source
from tests.forms.mistakes import told_of

GOOD = """\
form: ask
version: 2
questions:
  text:
    kind: text
    lines: many
    required: true
    limit: 10
    label: What?
    hint: >
      Two lines
      in one.
  agree:
    kind: choice
    label: Agreed?
    options:
      yes: Yes
      no: No
  many:
    kind: several
    required: false
    label: Which?
    options: {on: First, 'off': "Second: it"}
"""


def test_a_source_becomes_a_questionnaire() -> None:
    expected = Questionnaire(
        form="ask",
        version=2,
        sections=(
            Section(
                "questions",
                (
                    Question(
                        "text",
                        "text",
                        "What?",
                        "Two lines in one.",
                        required=True,
                        limit=10,
                        lines="many",
                    ),
                    Question(
                        "agree",
                        "choice",
                        "Agreed?",
                        options=(Option("yes", "Yes"), Option("no", "No")),
                    ),
                    Question(
                        "many",
                        "several",
                        "Which?",
                        options=(Option("on", "First"), Option("off", "Second: it")),
                    ),
                ),
            ),
        ),
    )

    assert expected == read_source(GOOD, "x.yaml").questionnaire


def test_each_text_knows_its_line() -> None:
    expected = {
        "ask.text.label": 9,
        "ask.text.hint": 10,
        "ask.agree.label": 15,
        "ask.agree.yes": 17,
        "ask.agree.no": 18,
        "ask.many.label": 22,
        "ask.many.on": 23,
        "ask.many.off": 23,
    }

    assert expected == read_source(GOOD, "x.yaml").lines


MISTAKES = [
    ("kind: several", "kind: dropdown", "20:11", "'kind' must be text or choice or several"),
    ("    label: What?\n", "", "4:3", "question 'text' needs the field 'label'"),
    ("label: What?", "label:", "9:11", "'label' needs a text"),
    ("label: What?", "label: ' '", "9:12", "'label' needs a text"),
    ("label: What?", "label: [What]", "9:12", "'label' needs a text"),
    ("      no: No", "      no:", "18:10", "'no' needs a text"),
    ("      no: No", "      no: [a]", "18:11", "'no' needs a text"),
    ("      no: No", "      yes: No", "18:7", "'yes' stands here twice"),
    ("      no: No", "      No: No", "18:7", "an option's value must be a name of a-z"),
    ("      no: No", "      label: No", "18:7", "no option may be called 'label'"),
    ("  agree:", "  text:", "13:3", "'text' stands here twice"),
    ("  agree:", "  Agree it:", "13:3", "a question's key must be a name of a-z"),
    ("  agree:", "  ? [a]\n  :", "13:5", "questions must hold 'name: value' lines"),
    ("    kind: choice", "    kind: choice\n    kind: text", "15:5", "'kind' stands here twice"),
    ("    kind: choice\n", "", "13:3", "question 'agree' needs the field 'kind'"),
    ("    lines: many", "    line: many", "6:5", "text question 'text' has no field 'line'"),
    ("    lines: many", "    lines: two", "6:12", "'lines' must be one or many, not 'two'"),
    ("required: true", "required: yes", "7:15", "'required' must be false or true, not 'yes'"),
    ("limit: 10", "limit: 0", "8:12", "'limit' must be a whole number above 0, not '0'"),
    ("limit: 10", "limit: ten", "8:12", "'limit' must be a whole number above 0, not 'ten'"),
    ("limit: 10", "limit: ١٢", "8:12", "'limit' must be a whole number above 0"),
    (
        "    lines: many",
        "    options: {a: A}",
        "6:5",
        "text question 'text' has no field 'options'",
    ),
    (
        "    required: false",
        "    limit: 3",
        "21:5",
        "several question 'many' has no field 'limit'",
    ),
    (
        "    options: {on: First, 'off': \"Second: it\"}\n",
        "",
        "19:3",
        "several question 'many' needs the field 'options'",
    ),
    (
        "{on: First, 'off': \"Second: it\"}",
        "[on]",
        "23:14",
        "options must hold 'name: value' lines",
    ),
    ("{on: First, 'off': \"Second: it\"}", "{}", "23:14", "options must hold 'name: value' lines"),
    ("version: 2", "version: 2.0", "2:10", "'version' must be a whole number above 0"),
    ("version: 2\n", "", "1:1", "the form needs the field 'version'"),
    ("form: ask", "form: ../ask", "1:7", "'form' must be a name of a-z, 0-9 and _"),
    ("form: ask", "form: ask\nheading: Ask", "2:1", "the form has no field 'heading'"),
    ("form: ask", "form: ask: it", "1:10", "this is not YAML"),
    ("form: ask", "form: a\x01", "1:1", "this is not YAML: it holds a character"),
]


@pytest.mark.parametrize(
    ("right", "wrong", "place", "sentence"),
    MISTAKES,
    ids=[f"{place} {sentence}" for _, _, place, sentence in MISTAKES],
)
def test_a_mistake_is_told_with_its_place(
    right: str, wrong: str, place: str, sentence: str
) -> None:
    assert told_of(GOOD, right, wrong).startswith(f"{place}: {sentence}")


@pytest.mark.parametrize("text", ["", "# nothing\n", "- form", "form", "---\na: b\n---\na: b\n"])
def test_what_is_no_form_is_refused(text: str) -> None:
    with pytest.raises(QuestionnaireMalformed, match=r"^x\.yaml:\d+:\d+: "):
        read_source(text, "x.yaml")
