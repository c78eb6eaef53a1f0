"""A letter's answers in the words of staff's language, beside those that the sender read.

What a person typed is only ever passed on. What they chose travels as keys; its words are looked
up, in staff's language and in the sender's, in the catalogues of the public pages. What a letter
was not asked has no place here.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from app.forms.questionnaire import Option, Question, Questionnaire, Section
from app.frame import locale
from app.frame.locale import Language
from app.inbox.asked import asked_questions
from app.inbox.cases import Answer, Reading
from app.inbox.named import own_name, picked_in

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


@dataclass(frozen=True)
class Part:
    """A section of a form as one letter fills it: its title, what is answered, what is left open.

    A question whose answer is shown raw is in neither.
    """

    title: Wording | None
    answered: tuple[Answered, ...]
    unanswered: tuple[Wording, ...]


def parts(reading: Reading, ours: Language) -> tuple[Part, ...]:
    """Return the sections of a letter's form, in order, as far as they asked it anything."""
    words = _words(reading, ours)
    if words is None or reading.letter is None:
        return ()
    asked = {question.key for question in asked_questions(reading)}
    found = []
    for section in words.questionnaire.sections:
        questions = [question for question in section.questions if question.key in asked]
        answered = tuple(words.answered(questions, reading))
        left = (each for each in questions if each.key not in reading.letter.answers)
        open_ones = tuple(words.label(question) for question in left)
        if answered or open_ones:
            found.append(Part(words.title(section), answered, open_ones))
    return tuple(found)


def answers_to(reading: Reading, keys: Iterable[str], ours: Language) -> tuple[Answered, ...]:
    """Return what a letter answers to these questions, in the order of its form."""
    words = _words(reading, ours)
    if words is None:
        return ()
    wanted = frozenset(keys)
    questions = [each for each in words.questionnaire.questions if each.key in wanted]
    return tuple(words.answered(questions, reading))


def _words(reading: Reading, ours: Language) -> "_Words | None":
    if reading.questionnaire is None or reading.letter is None:
        return None
    return _Words(reading.questionnaire, ours, _BY_TAG.get(reading.letter.language))


@dataclass(frozen=True)
class _Words:
    questionnaire: Questionnaire
    ours: Language
    theirs: Language | None

    def title(self, section: Section) -> Wording | None:
        return self._wording(section.key, "title", section.title) if section.title else None

    def label(self, question: Question) -> Wording:
        return self._wording(question.key, "label", question.label)

    def answered(self, questions: Iterable[Question], reading: Reading) -> Iterator[Answered]:
        for question in questions:
            answer = reading.answers.get(question.key)
            if answer is None:
                continue
            label = self.label(question)
            if question.kind == "text":
                yield Answered(question.key, label, typed=str(answer))
            else:
                yield Answered(question.key, label, chosen=tuple(self._chosen(question, answer)))

    def _chosen(self, question: Question, answer: Answer) -> Iterator[Wording]:
        values = (answer,) if isinstance(answer, str) else answer
        for option in question.options:
            if option.value in values:
                yield (
                    self._picked(option)
                    if question.pick
                    else self._wording(question.key, option.value, option.label)
                )

    def _picked(self, option: Option) -> Wording:
        """Return the name of a language, and its own, by which the sender chose it."""
        ours = Words(picked_in(self.ours, option), self.ours)
        own = own_name(option)
        return Wording(ours, Words(option.label, own) if own and own.tag != self.ours.tag else None)

    def _wording(self, key: str, part: str, source: str) -> Wording:
        context = self.questionnaire.context(key, part)
        ours = locale.text_in(self.ours, context, source)
        shown = Words(ours, self.ours) if ours is not None else Words(source, locale.SOURCE)
        theirs = locale.text_in(self.theirs, context, source) if self.theirs else None
        if self.theirs is None or theirs is None or self.theirs.tag == shown.language.tag:
            return Wording(shown, None)
        return Wording(shown, Words(theirs, self.theirs))
