"""A questionnaire as data: what is asked, in which order, and what may be answered.

Its texts are the English source; a page shows their translations, found by `context`. Nothing here
judges an answer (see `app.forms.validate`), knows HTML or reads a file (see `app.forms.load`).
"""

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import Any, Literal, Self

from app.forms.errors import QuestionnaireMalformed

Kind = Literal["text", "choice", "several"]
Lines = Literal["one", "many"]


@dataclass(frozen=True)
class Option:
    """One thing that can be chosen: the value that travels and the text that is read."""

    value: str
    label: str


@dataclass(frozen=True)
class Question:
    """One question; `limit` (code points) and `lines` concern text, `options` the other kinds."""

    key: str
    kind: Kind
    label: str
    hint: str | None = None
    required: bool = False
    limit: int | None = None
    lines: Lines = "one"
    options: tuple[Option, ...] = ()


@dataclass(frozen=True)
class Text:
    """One source text, its context (msgctxt), and a note that tells translators where it stands."""

    context: str
    source: str
    note: str


@dataclass(frozen=True)
class Questionnaire:
    """One published version of one form."""

    form: str
    version: int
    questions: tuple[Question, ...]

    def context(self, key: str, part: str) -> str:
        """Return the msgctxt of a text; `part` is "label", "hint" or an option's value."""
        return f"{self.form}.{key}.{part}"

    def texts(self) -> Iterator[Text]:
        """Yield every source text in reading order."""
        for question in self.questions:
            key, label = question.key, question.label
            yield Text(self.context(key, "label"), label, "A question")
            if question.hint is not None:
                yield Text(self.context(key, "hint"), question.hint, f"Hint under: {label}")
            for option in question.options:
                yield Text(self.context(key, option.value), option.label, f"Answer to: {label}")

    def as_json(self) -> dict[str, Any]:
        """Return the questionnaire as JSON values: every field present, null where unset."""
        return {
            "form": self.form,
            "version": self.version,
            "questions": [
                {**asdict(question), "options": [asdict(option) for option in question.options]}
                for question in self.questions
            ],
        }

    @classmethod
    def from_json(cls, data: Any) -> Self:
        """Return the questionnaire that `as_json` gave.

        Raises:
            QuestionnaireMalformed: a field is missing, unknown or no container where one belongs.
        """
        try:
            questions = tuple(
                Question(**{**each, "options": tuple(Option(**one) for one in each["options"])})
                for each in data["questions"]
            )
            return cls(form=data["form"], version=data["version"], questions=questions)
        except (KeyError, TypeError) as error:
            raise QuestionnaireMalformed(
                "a compiled questionnaire is damaged: compile the forms again"
            ) from error
