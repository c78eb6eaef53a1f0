"""What the build made and every program reads: the compiled forms and the front end's files.

All of it is public, and nothing here changes it.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Final

from app.forms.compiled import compiled_forms
from app.forms.questionnaire import Questionnaire

if TYPE_CHECKING:
    from app.frame.assets import Assets

PROJECT: Final = Path(__file__).parents[1]
"""The folder of the project: beside `app` lie `content` and, once made, `build`."""


def questionnaires(*, newest_alone: bool = False) -> Mapping[tuple[str, int], Questionnaire]:
    """Return every published version of every form, or the newest alone. Raises: FormsError."""
    return compiled_forms(PROJECT / "build" / "forms", newest_alone=newest_alone)


def assets() -> Assets:
    """Return the front end as it was built. Raises: AssetsMissing."""
    from app.frame.assets import Assets  # noqa: PLC0415 (staff's commands need no Flask)

    return Assets.read(PROJECT / "build" / "assets")


def templates() -> Path | None:
    """Return the folder of compiled templates; only a function's package has one."""
    folder = PROJECT / "build" / "templates"
    return folder if folder.is_dir() else None
