"""What is said of a questionnaire's source after one thing in it was made wrong."""

import pytest

from app.forms.errors import QuestionnaireMalformed
from app.forms.source import read_source

FILE = "forms/ask.yaml"


def told_of(source: str, right: str, wrong: str) -> str:
    """Return what is told, after the file's name, once `wrong` stands where only `right` stood."""
    assert source.count(right) == 1
    with pytest.raises(QuestionnaireMalformed) as caught:
        read_source(source.replace(right, wrong), FILE)
    told = str(caught.value)
    assert told.startswith(f"{FILE}:")
    assert "\n" not in told
    return told.removeprefix(f"{FILE}:")
