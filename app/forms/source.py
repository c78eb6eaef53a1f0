"""A questionnaire's YAML source, read together with the line of every text in it.

A mistake is told as file:line:column and one sentence. Scalars stay as they were written (so the
option `no` is "no", not false). It reads our own content, never anything that a stranger sent.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TypeVar, cast, get_args

import yaml

from app.forms.errors import QuestionnaireMalformed
from app.forms.questionnaire import Kind, Lines, Option, Question, Questionnaire

T = TypeVar("T", bound=str)

# As long as WIRE §4 lets a question's key be.
_NAME = re.compile(r"[a-z][a-z0-9_]{0,31}")
_NUMBER = re.compile(r"[1-9][0-9]{0,8}")
_KINDS: tuple[Kind, ...] = get_args(Kind)
_LINES: tuple[Lines, ...] = get_args(Lines)
_TEXT_FIELDS = ("kind", "label", "hint", "required", "lines", "limit")
_CHOICE_FIELDS = ("kind", "label", "hint", "required", "options")
_NOT_OPTIONS = ("label", "hint")  # their texts would share a context with the question's own


@dataclass(frozen=True)
class Source:
    """A questionnaire and the line (from 1) on which each context's text begins."""

    questionnaire: Questionnaire
    lines: Mapping[str, int]


@dataclass(frozen=True)
class _Entry:
    """One `key: value` of a mapping; the nodes know their places."""

    key: yaml.ScalarNode
    value: yaml.Node


_Fields = dict[str, _Entry]


def read_source(text: str, file: str) -> Source:
    """Return the questionnaire that a YAML text describes; `file` only names it in errors.

    Raises:
        QuestionnaireMalformed: with file, line and column of the first mistake.
    """
    try:
        root = yaml.compose(text, Loader=yaml.BaseLoader)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        place = f"{mark.line + 1}:{mark.column + 1}" if mark else "1:1"
        problem = getattr(error, "problem", None) or "it holds a character that YAML forbids"
        raise QuestionnaireMalformed(f"{file}:{place}: this is not YAML: {problem}") from error
    if root is None:
        raise QuestionnaireMalformed(f"{file}:1:1: the file is empty")
    return _Reader(file).source(root)


class _Reader:
    """Reads one file; every method raises at the place of the mistake."""

    def __init__(self, file: str) -> None:
        self._file = file
        self._lines: dict[str, int] = {}

    def source(self, root: yaml.Node) -> Source:
        fields = self._entries(root, "the form")
        names = ("form", "version", "questions")
        self._check_fields(fields, "the form", root, known=names, needed=names)
        form = self._matching(fields["form"], _NAME, "a name of a-z, 0-9 and _")
        version = self._number(fields["version"])
        entries = self._entries(fields["questions"].value, "questions").values()
        questions = tuple(self._question(form, entry) for entry in entries)
        return Source(Questionnaire(form, version, questions), self._lines)

    def _question(self, form: str, entry: _Entry) -> Question:
        key = self._key(entry, "a question's key")
        fields = self._entries(entry.value, f"question {key!r}")
        self._check_fields(fields, f"question {key!r}", entry.key, needed=("kind", "label"))
        kind = self._one_of(fields["kind"], _KINDS)
        known, needed = (_TEXT_FIELDS, ()) if kind == "text" else (_CHOICE_FIELDS, ("options",))
        self._check_fields(fields, f"{kind} question {key!r}", entry.key, known, needed)
        context = f"{form}.{key}"
        return Question(
            key=key,
            kind=kind,
            label=self._text(fields["label"], f"{context}.label"),
            hint=self._text(fields["hint"], f"{context}.hint") if "hint" in fields else None,
            required="required" in fields
            and self._one_of(fields["required"], ("false", "true")) == "true",
            limit=self._number(fields["limit"]) if "limit" in fields else None,
            lines=self._one_of(fields["lines"], _LINES) if "lines" in fields else "one",
            options=self._options(fields["options"], context) if "options" in fields else (),
        )

    def _options(self, entry: _Entry, context: str) -> tuple[Option, ...]:
        options = []
        for option in self._entries(entry.value, "options").values():
            value = self._key(option, "an option's value")
            if value in _NOT_OPTIONS:
                raise self._wrong(option.key, f"no option may be called {value!r}")
            options.append(Option(value, self._text(option, f"{context}.{value}")))
        return tuple(options)

    def _entries(self, node: yaml.Node, what: str) -> _Fields:
        if not isinstance(node, yaml.MappingNode) or not node.value:
            raise self._wrong(node, f"{what} must hold 'name: value' lines")
        entries: _Fields = {}
        for key, value in node.value:
            if not isinstance(key, yaml.ScalarNode):
                raise self._wrong(key, f"{what} must hold 'name: value' lines")
            if key.value in entries:
                raise self._wrong(key, f"{key.value!r} stands here twice")
            entries[key.value] = _Entry(key, value)
        return entries

    def _check_fields(
        self,
        fields: _Fields,
        what: str,
        place: yaml.Node,
        known: Iterable[str] | None = None,
        needed: Iterable[str] = (),
    ) -> None:
        for name, entry in fields.items():
            if known is not None and name not in known:
                raise self._wrong(entry.key, f"{what} has no field {name!r}")
        for name in needed:
            if name not in fields:
                raise self._wrong(place, f"{what} needs the field {name!r}")

    def _key(self, entry: _Entry, what: str) -> str:
        name = str(entry.key.value)
        if not _NAME.fullmatch(name):
            raise self._wrong(entry.key, f"{what} must be a name of a-z, 0-9 and _, not {name!r}")
        return name

    def _scalar(self, entry: _Entry) -> str:
        if not isinstance(entry.value, yaml.ScalarNode) or not entry.value.value.strip():
            raise self._wrong(entry.value, f"{entry.key.value!r} needs a text")
        return str(entry.value.value).strip()

    def _text(self, entry: _Entry, context: str) -> str:
        text = self._scalar(entry)
        self._lines[context] = entry.value.start_mark.line + 1
        return text

    def _matching(self, entry: _Entry, pattern: re.Pattern[str], what: str) -> str:
        text = self._scalar(entry)
        if not pattern.fullmatch(text):
            raise self._wrong(entry.value, f"{entry.key.value!r} must be {what}, not {text!r}")
        return text

    def _number(self, entry: _Entry) -> int:
        return int(self._matching(entry, _NUMBER, "a whole number above 0"))

    def _one_of(self, entry: _Entry, allowed: tuple[T, ...]) -> T:
        choices = " or ".join(allowed)
        return cast("T", self._matching(entry, re.compile("|".join(allowed)), choices))

    def _wrong(self, node: yaml.Node, sentence: str) -> QuestionnaireMalformed:
        mark = node.start_mark
        return QuestionnaireMalformed(f"{self._file}:{mark.line + 1}:{mark.column + 1}: {sentence}")
