"""Languages chosen from the long list: by their names in staff's language, and by their own.

CLDR names languages. A tag may come from a letter, so it is only ever looked up; one that CLDR does
not name is shown by what our own list says.
"""

from collections.abc import Mapping
from typing import Literal

from babel import Locale, UnknownLocaleError

from app.forms.lists import OTHER
from app.forms.questionnaire import Option
from app.frame.locale import Language

_OTHER: Mapping[str, str] = {"fi": "Muu", "sv": "Annat", "en": "Other"}
"""What the list has beside languages, in those of staff."""


def picked_in(language: Language, option: Option) -> str:
    """Return the name of a language in another; else what our own list says."""
    if option.value == OTHER:
        return _OTHER.get(language.tag, option.label)
    spoken = _locale(option.value)
    name = spoken.get_display_name(language.babel) if spoken else None
    return str(name) if name else option.label


def own_name(option: Option) -> Language | None:
    """Return a language of our list as one whose own name is its text; None for any other."""
    spoken = None if option.value == OTHER else _locale(option.value)
    if spoken is None:
        return None
    direction: Literal["ltr", "rtl"] = "rtl" if spoken.text_direction == "rtl" else "ltr"
    return Language(option.value, option.label, direction, option.value, reviewed=True)


def _locale(tag: str) -> Locale | None:
    try:
        return Locale.parse(tag, sep="-")
    except (UnknownLocaleError, ValueError):
        return None
