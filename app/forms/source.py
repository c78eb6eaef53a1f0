"""A questionnaire's YAML source, read together with the line of every text in it.

A mistake is told as file:line:column and one sentence. Scalars stay as they were written (so the
option `no` is "no", not false). It reads our own content, never anything that a stranger sent.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import get_args

import yaml

from app.forms.conditions import check_conditions
from app.forms.errors import QuestionnaireMalformed
from app.forms.lists import languages
from app.forms.nodes import Entry, Fields, Nodes
from app.forms.questionnaire import (
    Condition,
    Kind,
    Lines,
    Note,
    Option,
    Pick,
    Question,
    Questionnaire,
    Section,
)

_KINDS: tuple[Kind, ...] = get_args(Kind)
_LINES: tuple[Lines, ...] = get_args(Lines)
_PICKS: tuple[Pick, ...] = get_args(Pick)
_FORM_FIELDS = (
    *("form", "version", "title", "name", "before", "after"),
    *("steps", "files", "reference", "one_of", "questions", "sections"),
)
_NOT_KEYS = ("form", "before", "after")  # their texts stand under these names in a context
_SECTION_FIELDS = ("title", "hint", "folded", "when", "questions")
_ASKED = ("kind", "label", "hint", "required", "when")
_FIELDS: Mapping[Kind, tuple[str, ...]] = {
    "text": (*_ASKED, "lines", "limit"),
    "choice": (*_ASKED, "options", "pick"),
    "several": (*_ASKED, "options", "every"),
}
# Their texts would share a context with the question's or the section's own.
_NOT_OPTIONS = ("label", "hint", "title")


@dataclass(frozen=True)
class Source:
    """A questionnaire, the line (from 1) on which each context's text begins, and its keys' places.

    The place of a section's or a question's key is "line:column".
    """

    questionnaire: Questionnaire
    lines: Mapping[str, int]
    places: Mapping[str, str]


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


class _Reader(Nodes):
    """Reads one file; every method raises at the place of the mistake."""

    def __init__(self, file: str) -> None:
        super().__init__(file)
        self._lines: dict[str, int] = {}
        self._places: dict[str, str] = {}
        self._known: set[str] = set()
        self._wheres: dict[tuple[str, str], yaml.Node] = {}

    def source(self, root: yaml.Node) -> Source:
        fields = self.entries(root, "the form")
        self.check_fields(fields, "the form", root, _FORM_FIELDS, needed=("form", "version"))
        if ("questions" in fields) == ("sections" in fields):
            raise self.wrong(root, "the form needs either 'questions' or 'sections'")
        form = self.name(fields["form"])
        questionnaire = Questionnaire(
            form=form,
            version=self.number(fields["version"]),
            sections=self._sections(form, fields),
            title=self._text_of(fields, "title", f"{form}.form"),
            name=self._text_of(fields, "name", f"{form}.form"),
            before=self._notes(form, fields, "before"),
            after=self._notes(form, fields, "after"),
            one_of=self._one_of(fields),
            steps=self.flag(fields, "steps"),
            files=self.flag(fields, "files"),
            reference=self.flag(fields, "reference"),
        )
        check_conditions(questionnaire, lambda *at: self.wrong(self._wheres[at[:2]], at[2]))
        return Source(questionnaire, self._lines, self._places)

    def _notes(self, form: str, fields: Fields, when: str) -> tuple[Note, ...]:
        if when not in fields:
            return ()
        notes = []
        for entry in self.entries(fields[when].value, when).values():
            key = self.key(entry, "a note's key")
            notes.append(Note(key, self._text(entry, f"{form}.{when}.{key}")))
        return tuple(notes)

    def _sections(self, form: str, fields: Fields) -> tuple[Section, ...]:
        if "questions" in fields:
            return (Section("questions", self._questions(form, fields["questions"], {})),)
        entries = self.entries(fields["sections"].value, "sections").values()
        return tuple(self._section(form, entry) for entry in entries)

    def _section(self, form: str, entry: Entry) -> Section:
        key = self._new_key(entry, "a section's key")
        fields = self.entries(entry.value, f"section {key!r}")
        needed = ("title", "questions")
        self.check_fields(fields, f"section {key!r}", entry.key, _SECTION_FIELDS, needed)
        return Section(
            key=key,
            title=self._text(fields["title"], f"{form}.{key}.title"),
            hint=self._text_of(fields, "hint", f"{form}.{key}"),
            folded=self.flag(fields, "folded"),
            questions=self._questions(form, fields["questions"], fields),
        )

    def _questions(self, form: str, entry: Entry, section: Fields) -> tuple[Question, ...]:
        entries = self.entries(entry.value, "questions").values()
        return tuple(self._question(form, each, section) for each in entries)

    def _question(self, form: str, entry: Entry, section: Fields) -> Question:
        key = self._new_key(entry, "a question's key")
        self._known.add(key)
        fields = self.entries(entry.value, f"question {key!r}")
        self.check_fields(fields, f"question {key!r}", entry.key, needed=("kind", "label"))
        kind = self.one_of(fields["kind"], _KINDS)
        self.check_fields(fields, f"{kind} question {key!r}", entry.key, _FIELDS[kind])
        if kind != "text" and ("options" in fields) == ("pick" in fields):
            raise self.wrong(
                entry.key, f"{kind} question {key!r} needs the field 'options' (or 'pick')"
            )
        context = f"{form}.{key}"
        pick = self.one_of(fields["pick"], _PICKS) if "pick" in fields else None
        return Question(
            key=key,
            kind=kind,
            label=self._text(fields["label"], f"{context}.label"),
            hint=self._text_of(fields, "hint", context),
            required=self.flag(fields, "required"),
            limit=self.number(fields["limit"]) if "limit" in fields else None,
            lines=self.one_of(fields["lines"], _LINES) if "lines" in fields else "one",
            options=self._options(fields, context) if pick is None else languages(),
            pick=pick,
            every=self.flag(fields, "every"),
            when=(*self._conditions(key, section), *self._conditions(key, fields)),
        )

    def _options(self, fields: Fields, context: str) -> tuple[Option, ...]:
        if "options" not in fields:
            return ()
        entries = self.entries(fields["options"].value, "options").values()
        return tuple(self._option(option, context) for option in entries)

    def _option(self, option: Entry, context: str) -> Option:
        value = self.key(option, "an option's value")
        if value in _NOT_OPTIONS:
            raise self.wrong(option.key, f"no option may be called {value!r}")
        context = f"{context}.{value}"
        if not isinstance(option.value, yaml.MappingNode):
            return Option(value, self._text(option, context))
        fields = self.entries(option.value, f"option {value!r}")
        known = ("label", "warning")
        self.check_fields(fields, f"option {value!r}", option.key, known, needed=("label",))
        warning = self._text_of(fields, "warning", context)
        return Option(value, self._text(fields["label"], context), warning)

    def _conditions(self, question: str, fields: Fields) -> tuple[Condition, ...]:
        if "when" not in fields:
            return ()
        conditions = []
        for entry in self.entries(fields["when"].value, "when").values():
            asked = self.key(entry, "a question's key")
            self._wheres[question, asked] = entry.key
            conditions.append(Condition(asked, self.texts(entry)))
        return tuple(conditions)

    def _one_of(self, fields: Fields) -> tuple[tuple[str, ...], ...]:
        if "one_of" not in fields:
            return ()
        groups = fields["one_of"]
        return tuple(
            tuple(self._asked(Entry(groups.key, key)) for key in self.items(each))
            for each in (Entry(groups.key, group) for group in self.items(groups))
        )

    def _asked(self, entry: Entry) -> str:
        key = self.scalar(entry)
        if key not in self._known:
            raise self.wrong(entry.value, f"'one_of': there is no question {key!r}")
        return key

    def _new_key(self, entry: Entry, what: str) -> str:
        key = self.key(entry, what)
        if key in _NOT_KEYS:
            raise self.wrong(entry.key, f"{what} cannot be {key!r}")
        if key in self._places:
            raise self.wrong(entry.key, f"{key!r} stands here twice")
        mark = entry.key.start_mark
        self._places[key] = f"{mark.line + 1}:{mark.column + 1}"
        return key

    def _text_of(self, fields: Fields, name: str, context: str) -> str | None:
        return self._text(fields[name], f"{context}.{name}") if name in fields else None

    def _text(self, entry: Entry, context: str) -> str:
        text = self.scalar(entry)
        self._lines[context] = entry.value.start_mark.line + 1
        return text
