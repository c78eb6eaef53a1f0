"""What can go wrong with a questionnaire itself, before anybody has answered it.

    FormsError
    ├── QuestionnaireMalformed   the YAML or the compiled JSON is not a questionnaire
    ├── QuestionnaireMissing     there is no file to read
    └── NoHistory                nothing is known of what a questionnaire asked earlier

An answer that does not fit is no error: `app.forms.validate` returns it as Problems. The sentences
here name file, line and column; they never hold anything that a sender wrote.
"""


class FormsError(Exception):
    """A questionnaire cannot be used; the message says why and what to do."""


class QuestionnaireMalformed(FormsError):
    """A questionnaire's file does not say what a questionnaire must say."""


class QuestionnaireMissing(FormsError):
    """A questionnaire's file is not there or cannot be read."""


class NoHistory(FormsError):
    """There is no git here, or the file lies outside its work tree."""
