"""A letter's answers in the words of staff's language, beside those that the sender read.

What a person typed is only ever passed on. What they chose travels as keys; its words are looked
up, in staff's language and in the sender's, in the catalogues of the public pages.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

from app.forms.questionnaire import Question, Questionnaire
from app.frame import locale
from app.frame.locale import Language
from app.inbox.cases import Reading

_BY_TAG = {language.tag: language for language in locale.LANGUAGES}


@dataclass(frozen=True)
class Words:
    """A text of ours and the language that it is in."""

    text: str
    language: Language


@dataclass(frozen=True)
class Wording:
    """A text in staff's language, and as the sender read it where that is another language."""

    ours: Words
    theirs: Words | None


@dataclass(frozen=True)
class Answered:
    """One question and its answer: the text as typed, or what was chosen."""

    key: str
    question: Wording
    typed: str | None = field(default=None, repr=False)
    chosen: tuple[Wording, ...] = ()


def answered(reading: Reading, ours: Language) -> Iterator[Answered]:
    """Yield the questions that a content answers, in the order of its form."""
    if reading.questionnaire is None or reading.letter is None:
        return
    words = _Words(reading.questionnaire, ours, _BY_TAG.get(reading.letter.language))
    for question in reading.questionnaire.questions:
        if question.key not in reading.answers:
            continue
        answer = reading.answers[question.key]
        label = words.label(question)
        if question.kind == "text":
            yield Answered(question.key, label, typed=str(answer))
        else:
            chosen = (answer,) if isinstance(answer, str) else answer
            yield Answered(question.key, label, chosen=tuple(words.chosen(question, chosen)))


def unanswered(reading: Reading, ours: Language) -> Iterator[Wording]:
    """Yield the questions that a letter leaves open, but for those whose answer is shown raw."""
    if reading.questionnaire is None or reading.letter is None:
        return
    words = _Words(reading.questionnaire, ours, None)
    for question in reading.questionnaire.questions:
        if question.key not in reading.letter.answers:
            yield words.label(question)


@dataclass(frozen=True)
class _Words:
    questionnaire: Questionnaire
    ours: Language
    theirs: Language | None

    def label(self, question: Question) -> Wording:
        return self._wording(question.key, "label", question.label)

    def chosen(self, question: Question, values: tuple[str, ...]) -> Iterator[Wording]:
        for option in question.options:
            if option.value in values:
                yield self._wording(question.key, option.value, option.label)

    def _wording(self, key: str, part: str, source: str) -> Wording:
        context = self.questionnaire.context(key, part)
        ours = locale.text_in(self.ours, context, source)
        shown = Words(ours, self.ours) if ours is not None else Words(source, locale.SOURCE)
        theirs = locale.text_in(self.theirs, context, source) if self.theirs else None
        if self.theirs is None or theirs is None or self.theirs.tag == shown.language.tag:
            return Wording(shown, None)
        return Wording(shown, Words(theirs, self.theirs))
