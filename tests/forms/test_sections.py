"""Every mistake in a source with sections, conditions and groups is told with its place."""

import pytest

from app.forms.source import read_source
from tests.forms.mistakes import told_of

GOOD = """\
form: ask
version: 1
title: Ask
one_of:
  - [phone, email]
sections:
  how:
    title: How
    folded: true
    questions:
      reach:
        kind: choice
        label: How?
        options:
          phone: By phone
          email:
            label: By e-mail
            warning: Who reads it?
      phone:
        kind: text
        label: Number
        when: {reach: phone}
      email:
        kind: text
        label: Address
        when: {reach: [email]}
  more:
    title: More
    when: {reach: phone}
    questions:
      told:
        kind: several
        every: true
        label: Told?
        options: {all: All of it}
      language:
        kind: choice
        pick: languages
        label: Language
"""

MISTAKES = [
    (
        "when: {reach: phone}\n      email",
        "when: {rich: phone}\n      email",
        "22:16",
        "no question",
    ),
    ("when: {reach: [email]}", "when: {reach: [mail]}", "26:16", "'reach' has no option 'mail'"),
    ("when: {reach: [email]}", "when: {phone: yes}", "26:16", "'phone' has no option 'yes'"),
    ("when: {reach: [email]}", "when: {reach: []}", "26:23", "'reach' needs a list"),
    ("when: {reach: [email]}", "when: {}", "26:15", "when must hold 'name: value' lines"),
    (
        "when: {reach: [email]}",
        "when: {email: a}",
        "26:16",
        "these wait for each other: email > email",
    ),
    (
        "when: {reach: [email]}",
        "when: {told: all}",
        "26:16",
        "'told' must stand before 'email'",
    ),
    (
        "        label: How?\n",
        "        label: How?\n        when: {told: all}\n",
        "14:16",
        "these wait for each other: reach > told > reach",
    ),
    ("[phone, email]", "[phone, mail]", "5:13", "'one_of': there is no question 'mail'"),
    ("- [phone, email]", "- []", "5:5", "'one_of' needs a list, such as [one, other]"),
    ("- [phone, email]", "- phone", "5:5", "'one_of' needs a list, such as [one, other]"),
    ("  more:", "  how:", "27:3", "'how' stands here twice"),
    ("  more:", "  phone:", "27:3", "'phone' stands here twice"),
    ("  more:", "  before:", "27:3", "a section's key cannot be 'before'"),
    ("      language:", "      reach:", "36:7", "'reach' stands here twice"),
    ("    title: More\n", "", "27:3", "section 'more' needs the field 'title'"),
    ("folded: true", "folded: yes", "9:13", "'folded' must be false or true, not 'yes'"),
    ("    folded: true", "    fold: true", "9:5", "section 'how' has no field 'fold'"),
    ("            label: By e-mail\n", "", "16:11", "option 'email' needs the field 'label'"),
    ("warning: Who reads it?", "warning:", "18:21", "'warning' needs a text"),
    ("            warning: Who", "            danger: Who", "18:13", "option 'email' has no field"),
    ("        every: true", "        pick: languages", "33:9", "'told' has no field 'pick'"),
    ("pick: languages", "pick: towns", "38:15", "'pick' must be languages"),
    (
        "        pick: languages\n",
        "",
        "36:7",
        "choice question 'language' needs the field 'options'",
    ),
    ("title: Ask", "title: Ask\nquestions: {}", "1:1", "either 'questions' or 'sections'"),
    ("title: Ask", "title: Ask\nbefore: {a: }", "4:12", "'a' needs a text"),
]


def test_the_source_without_a_mistake_is_read() -> None:
    form = read_source(GOOD, "ask/1.yaml").questionnaire

    assert [("phone", "email")] == list(form.one_of)
    assert ["reach", "phone", "email", "told", "language"] == list(form.by_key)


@pytest.mark.parametrize(
    ("right", "wrong", "place", "sentence"),
    MISTAKES,
    ids=[f"{place} {sentence}" for _, _, place, sentence in MISTAKES],
)
def test_a_mistake_is_told_with_its_place(
    right: str, wrong: str, place: str, sentence: str
) -> None:
    told = told_of(GOOD, right, wrong)

    assert told.startswith(f"{place}: ")
    assert sentence in told


def test_each_key_knows_its_place() -> None:
    places = read_source(GOOD, "ask/1.yaml").places

    assert {"how": "7:3", "reach": "11:7", "more": "27:3"}.items() <= places.items()
