"""The Flask-WTF form of a questionnaire: it carries what was posted and shows what is wrong.

It judges nothing itself: `validate` asks `app.forms.validate` and puts its Problem objects where
WTForms puts errors. It renders nothing either; the frame's components do, from the Question.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, ClassVar, Protocol

from flask_wtf import FlaskForm
from wtforms import Field, RadioField, SelectMultipleField, StringField, TextAreaField
from wtforms.fields import SelectChoice

from app.forms.errors import QuestionnaireMalformed
from app.forms.questionnaire import Question, Questionnaire
from app.forms.validate import Answers, Problems, validate


class Posted(Protocol):
    """What a browser posted: Werkzeug's MultiDict, such as `request.form`."""

    def lists(self) -> Iterable[tuple[str, Sequence[str]]]:
        """Yield each name with all its values."""
        ...


class QuestionnaireForm(FlaskForm):
    """A questionnaire as posted; `form_class` makes its subclasses.

    After `validate` either `answers` or `problems` is set. A field's `errors` hold its Problem,
    `form_errors` the Problems of questions that the questionnaire does not have.
    """

    class Meta(FlaskForm.Meta):
        """CSRF is off: there is no session and no cookie to ride, so a token would guard nothing.

        Translations are off: no text of WTForms is ever shown.
        """

        csrf = False

        def get_translations(self, form: object) -> None:
            """Return none."""

    questionnaire: ClassVar[Questionnaire]
    besides: ClassVar[frozenset[str]]
    answers: Answers | None = None
    problems: Problems | None = None

    def __init__(self, posted: Posted | None) -> None:
        """Take `request.form`, or None for an empty form; never JSON or files from the request."""
        lists = posted.lists() if posted else ()
        self._raw = {name: values for name, values in lists if name not in self.besides}
        super().__init__(formdata=posted)

    def validate(self, extra_validators: Mapping[str, Any] | None = None) -> bool:
        """Return whether the answers are valid, by `app.forms.validate` and nothing else."""
        del extra_validators  # in WTForms' signature, but there is no second truth
        result = validate(self.questionnaire, self._raw)
        self.answers = result if isinstance(result, Answers) else None
        self.problems = result if isinstance(result, Problems) else None
        found = self.problems.items if self.problems else ()
        for name, field in self._fields.items():
            field.errors = [problem for problem in found if problem.question == name]
        self.form_errors = [problem for problem in found if problem.question not in self._fields]
        return not found


def form_class(
    questionnaire: Questionnaire, besides: frozenset[str] = frozenset()
) -> type[QuestionnaireForm]:
    """Return the form class of a questionnaire.

    `besides` names what its page posts that answers no question, such as the letter's id.

    Raises:
        QuestionnaireMalformed: a key is a name that WTForms or the page itself needs.
    """

    class Form(QuestionnaireForm):
        pass

    Form.questionnaire = questionnaire
    Form.besides = besides
    empty = Form(None)
    for question in questionnaire.questions:
        if hasattr(empty, question.key) or question.key in besides:
            raise QuestionnaireMalformed(f"no question may be called {question.key!r}: rename it")
        setattr(Form, question.key, _field(question))
    return Form


def _field(question: Question) -> Field:
    if question.kind == "text":
        text_field = TextAreaField if question.lines == "many" else StringField
        return text_field(question.label)
    choice_field = RadioField if question.kind == "choice" else SelectMultipleField
    choices = [SelectChoice(option.value, option.label) for option in question.options]
    return choice_field(question.label, choices=choices)
