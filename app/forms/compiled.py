"""Questionnaires as they were compiled: JSON, which every start reads and which needs no YAML.

A file stands at <form>/<version>.json. The functions in the cloud read nothing else.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from app.forms.errors import QuestionnaireMalformed, QuestionnaireMissing
from app.forms.questionnaire import Questionnaire


def compiled_forms(
    folder: Path, *, newest_alone: bool = False
) -> Mapping[tuple[str, int], Questionnaire]:
    """Return every compiled questionnaire under a folder, in order.

    With `newest_alone` the newest version of each form: all that somebody can fill in.

    Raises:
        QuestionnaireMalformed: with file, line and column; also if a file stands elsewhere than
            its form and version say.
        QuestionnaireMissing: there is none, or one cannot be read.
    """
    files = [*folder.glob("*/*.json")]
    if not files:
        raise QuestionnaireMissing(f"{folder} holds no questionnaires: `turva forms compile` them")
    if newest_alone:
        files = [max(of_form, key=_version) for of_form in _by_form(files)]
    return in_order([require_place(from_compiled(read_text(path), path), path) for path in files])


def _by_form(files: Iterable[Path]) -> Iterable[list[Path]]:
    forms: dict[str, list[Path]] = {}
    for path in files:
        forms.setdefault(path.parent.name, []).append(path)
    return forms.values()


def _version(path: Path) -> int:
    """Return what a file's name claims; what it is not is found when the file is read."""
    return int(path.stem) if path.stem.isdecimal() else 0


def read_text(path: Path) -> str:
    """Return the text of a questionnaire's file. Raises: QuestionnaireMalformed, …Missing."""
    try:
        return path.read_text(encoding="utf-8")
    except OSError as error:
        raise QuestionnaireMissing(f"{path} cannot be read: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise QuestionnaireMalformed(f"{path}:1:1: the file is not UTF-8") from error


def from_compiled(text: str, path: Path) -> Questionnaire:
    """Return the questionnaire in a compiled text; `path` names it. Raises: as above."""
    try:
        return Questionnaire.from_json(json.loads(text))
    except json.JSONDecodeError as error:
        place = f"{path}:{error.lineno}:{error.colno}"
        raise QuestionnaireMalformed(f"{place}: this is not JSON: {error.msg}") from error
    except QuestionnaireMalformed as error:
        raise QuestionnaireMalformed(f"{path}:1:1: {error}") from error


def require_place(questionnaire: Questionnaire, path: Path) -> Questionnaire:
    """Return the questionnaire, which stands where its form and version say. Raises: as above."""
    belongs = Path(questionnaire.form, str(questionnaire.version))
    if path.with_suffix("").parts[-2:] != belongs.parts:
        raise QuestionnaireMalformed(f"{path}:1:1: by its form and version this file is {belongs}")
    return questionnaire


def in_order(loaded: Sequence[Questionnaire]) -> Mapping[tuple[str, int], Questionnaire]:
    """Return questionnaires by form and version."""
    ordered = sorted(loaded, key=lambda each: (each.form, each.version))
    return {(each.form, each.version): each for each in ordered}
