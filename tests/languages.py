"""Which languages the short matrix meets where a test is alike in each: one a direction."""

import pytest

from app.frame.locale import LANGUAGES, SOURCE

EITHER_WAY = (SOURCE, next(each for each in LANGUAGES if each.direction == "rtl"))

EACH_LANGUAGE = [
    pytest.param(each, id=each.tag, marks=() if each in EITHER_WAY else pytest.mark.long)
    for each in LANGUAGES
]
"""Every language, the others in the long matrix only."""

EACH_TAG = [
    pytest.param(each.tag, marks=() if each in EITHER_WAY else pytest.mark.long)
    for each in LANGUAGES
]
"""The same by their tags."""
