"""A questionnaire as data: what is asked, in which order, when, and what may be answered.

Its texts are the English source; a page shows their translations, found by `context`. Nothing here
judges an answer (see `app.forms.validate`), knows HTML or reads a file (see `app.forms.load`).
"""

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from functools import cached_property
from typing import Any, Literal, Self

from app.forms.errors import QuestionnaireMalformed

Kind = Literal["text", "choice", "several"]
Lines = Literal["one", "many"]
Pick = Literal["languages"]
"""A long list of options that needs no translation (`app.forms.lists`)."""


@dataclass(frozen=True)
class Option:
    """One thing that can be chosen: the value that travels, the text that is read.

    `warning` is what a page says at once to whoever chooses it.
    """

    value: str
    label: str
    warning: str | None = None


@dataclass(frozen=True)
class Condition:
    """Holds where an earlier question is asked and its answer is, or has, one of the values."""

    question: str
    answers: tuple[str, ...]


@dataclass(frozen=True)
class Question:
    """One question; `limit` (code points) and `lines` concern text, `options` the other kinds.

    With `pick` ("choice" alone) the options are a long list, chosen from by name. `every`
    asks to choose all options ("several" alone). It is asked only where all of `when` hold, those
    of its section among them.
    """

    key: str
    kind: Kind
    label: str
    hint: str | None = None
    required: bool = False
    limit: int | None = None
    lines: Lines = "one"
    options: tuple[Option, ...] = ()
    pick: Pick | None = None
    every: bool = False
    when: tuple[Condition, ...] = ()


@dataclass(frozen=True)
class Section:
    """Questions that stand together under a title: a step where the form has steps.

    `folded`: shown only to who asks for it. A form without sections is one without a title.
    """

    key: str
    questions: tuple[Question, ...]
    title: str | None = None
    hint: str | None = None
    folded: bool = False


@dataclass(frozen=True)
class Note:
    """One thing that a form's page says; the key names it among its like."""

    key: str
    text: str


@dataclass(frozen=True)
class Text:
    """One source text, its context (msgctxt), and a note that tells translators where it stands."""

    context: str
    source: str
    note: str


@dataclass(frozen=True)
class Questionnaire:
    """One published version of one form.

    `title` heads its page; `name` stands for it in the document's title, which others may see, and
    tells nothing. `before` and `after` are what the page says before and after sending. `one_of`:
    of each of these groups of questions at least one must be answered. `steps`: a script shows one
    section at a time. `files`: files can be sent with it. `reference`: its sender gets something
    to print and file, with the day and a reference.
    """

    form: str
    version: int
    sections: tuple[Section, ...]
    title: str | None = None
    name: str | None = None
    before: tuple[Note, ...] = ()
    after: tuple[Note, ...] = ()
    one_of: tuple[tuple[str, ...], ...] = ()
    steps: bool = False
    files: bool = False
    reference: bool = False

    @cached_property
    def questions(self) -> tuple[Question, ...]:
        """All questions in reading order."""
        return tuple(question for section in self.sections for question in section.questions)

    @cached_property
    def by_key(self) -> Mapping[str, Question]:
        """Each question under its key."""
        return {question.key: question for question in self.questions}

    def context(self, key: str, part: str) -> str:
        """Return the msgctxt of a text.

        `part` is "label", "hint", an option's value or "<value>.warning" of a question; "title" or
        "hint" of a section; "title" or "name" of "form" itself; of "before" or "after" a note's
        key.
        """
        return f"{self.form}.{key}.{part}"

    def texts(self) -> Iterator[Text]:
        """Yield every source text in reading order."""
        yield from self._texts_of_page()
        for section in self.sections:
            if section.title is not None:
                yield Text(self.context(section.key, "title"), section.title, "A heading")
            if section.hint is not None:
                note = f"Under the heading: {section.title}"
                yield Text(self.context(section.key, "hint"), section.hint, note)
            for question in section.questions:
                yield from self._texts_of(question)

    def _texts_of_page(self) -> Iterator[Text]:
        if self.title is not None:
            yield Text(self.context("form", "title"), self.title, "The heading of the page")
        if self.name is not None:
            note = "In the page's title, which others may see: it tells nothing"
            yield Text(self.context("form", "name"), self.name, note)
        for when, notes in (("before", self.before), ("after", self.after)):
            for each in notes:
                yield Text(self.context(when, each.key), each.text, f"Said {when} sending")

    def _texts_of(self, question: Question) -> Iterator[Text]:
        key, label = question.key, question.label
        yield Text(self.context(key, "label"), label, "A question")
        if question.hint is not None:
            yield Text(self.context(key, "hint"), question.hint, f"Hint under: {label}")
        if question.pick is not None:
            return
        for option in question.options:
            yield Text(self.context(key, option.value), option.label, f"Answer to: {label}")
            if option.warning is not None:
                note = f"Said to who answers: {option.label}"
                yield Text(self.context(key, f"{option.value}.warning"), option.warning, note)

    def as_json(self) -> dict[str, Any]:
        """Return the questionnaire as JSON values: every field present, null where unset."""
        return asdict(self)

    @classmethod
    def from_json(cls, data: Any) -> Self:
        """Return the questionnaire that `as_json` gave.

        Raises:
            QuestionnaireMalformed: a field is missing, unknown or no container where one belongs.
        """
        try:
            sections = tuple(
                Section(**{**each, "questions": tuple(map(_question, each["questions"]))})
                for each in data["sections"]
            )
            containers = {
                "sections": sections,
                "one_of": tuple(map(tuple, data["one_of"])),
                "before": tuple(Note(**each) for each in data["before"]),
                "after": tuple(Note(**each) for each in data["after"]),
            }
            return cls(**{**data, **containers})
        except (KeyError, TypeError) as error:
            raise QuestionnaireMalformed(
                "a compiled questionnaire is damaged: compile the forms again"
            ) from error


def _question(data: Any) -> Question:
    return Question(
        **{
            **data,
            "options": tuple(Option(**each) for each in data["options"]),
            "when": tuple(
                Condition(each["question"], tuple(each["answers"])) for each in data["when"]
            ),
        }
    )
