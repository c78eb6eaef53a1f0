"""The long list of answers that needs no translator: languages, each by its own name.

A questionnaire asks for it by `pick`. The values are tags that travel as they are. The published
list only grows: letters name these values.
"""

from collections.abc import Mapping
from pathlib import Path

import yaml

from app.forms.errors import QuestionnaireMalformed, QuestionnaireMissing
from app.forms.questionnaire import Option

LANGUAGES = Path(__file__).parents[2] / "content" / "languages.yaml"
"""Tag and own name of each language that somebody may want to speak, in the order of the list."""

OTHER = "other"
"""The value for a language that is not in the list."""


def languages() -> tuple[Option, ...]:
    """Return the languages as options; their labels are their own names.

    Raises:
        QuestionnaireMissing, QuestionnaireMalformed: the file cannot be used.
    """
    try:
        text = LANGUAGES.read_text(encoding="utf-8")
        # BaseLoader, which makes texts of everything: Norwegian's tag is "no", not false.
        names = yaml.load(text, yaml.BaseLoader)  # noqa: S506
    except OSError as error:
        raise QuestionnaireMissing(f"{LANGUAGES} cannot be read: {error.strerror}") from error
    except yaml.YAMLError as error:
        raise QuestionnaireMalformed(f"{LANGUAGES} is not YAML") from error
    if not isinstance(names, Mapping):
        raise QuestionnaireMalformed(f"{LANGUAGES} must hold 'tag: own name' lines")
    return (*(Option(tag, name) for tag, name in names.items()), Option(OTHER, "Other"))
