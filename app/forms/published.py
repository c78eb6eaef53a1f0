"""What an earlier state of the same version asked: letters name its keys and options for good.

The earlier state is what git last committed of the file. Where there is no git, nothing can be
compared, and whoever asks is told so. It reads our own files and changes none.
"""

import subprocess
from collections.abc import Iterator
from pathlib import Path

from app.forms.errors import NoHistory, QuestionnaireMalformed
from app.forms.questionnaire import Questionnaire
from app.forms.source import read_source

_SECONDS = 20


def committed(path: Path) -> Questionnaire | None:
    """Return the questionnaire as it was last committed; None if it never was.

    Raises: NoHistory.
    """
    if _git(path.parent, "rev-parse", "--is-inside-work-tree") is None:
        raise NoHistory("there is no git here to compare with")
    text = _git(path.parent, "show", f"HEAD:./{path.name}")
    try:
        return read_source(text.decode(), str(path)).questionnaire if text else None
    except (QuestionnaireMalformed, UnicodeDecodeError):
        return None  # no letter can have been written with it


def lost(earlier: Questionnaire, now: Questionnaire) -> Iterator[tuple[str, str]]:
    """Yield (question's key, sentence) for whatever the earlier state had and this one has not."""
    for question in earlier.questions:
        same = now.by_key.get(question.key)
        if same is None:
            yield question.key, f"question {question.key!r} was here and is gone"
        elif same.kind != question.kind:
            yield question.key, f"question {question.key!r} was of kind {question.kind} here"
        else:
            offered = {option.value for option in same.options}
            for option in question.options:
                if option.value not in offered:
                    yield question.key, f"option {option.value!r} was here and is gone"


def _git(folder: Path, *words: str) -> bytes | None:
    try:
        done = subprocess.run(  # noqa: S603 (fixed words, and our own file's name)
            ["git", *words],  # noqa: S607 (whichever git the person has)
            cwd=folder,
            capture_output=True,
            check=False,
            timeout=_SECONDS,
        )
    except FileNotFoundError:
        return None
    return None if done.returncode else done.stdout
