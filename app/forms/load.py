"""Questionnaires from files: YAML sources of content/forms, or the JSON that is compiled from them.

A file stands at <form>/<version>.yaml or .json. Compiling exists because reading YAML takes some
60 ms at every start and JSON does not. It never reads anything that a sender gave.
"""

import json
from collections.abc import Mapping
from pathlib import Path

from app.forms.compiled import from_compiled, in_order, read_text, require_place
from app.forms.errors import QuestionnaireMissing
from app.forms.questionnaire import Questionnaire
from app.forms.source import read_source


def load(path: Path) -> Questionnaire:
    """Return the questionnaire in a .yaml source or a compiled .json file.

    Raises:
        QuestionnaireMalformed: with file, line and column; also if the file stands elsewhere than
            its form and version say.
        QuestionnaireMissing: the file cannot be read.
    """
    text = read_text(path)
    if path.suffix == ".json":
        questionnaire = from_compiled(text, path)
    else:
        questionnaire = read_source(text, str(path)).questionnaire
    return require_place(questionnaire, path)


def load_all(folder: Path) -> Mapping[tuple[str, int], Questionnaire]:
    """Return every questionnaire under a folder of sources or of compiled files, in order.

    Raises:
        QuestionnaireMalformed, QuestionnaireMissing: as `load`; missing also if there is none.
    """
    files = [*folder.glob("*/*.yaml"), *folder.glob("*/*.json")]
    if not files:
        raise QuestionnaireMissing(f"{folder} holds no questionnaires: `turva forms compile` them")
    return in_order([load(path) for path in files])


def compile_forms(content_forms: Path, out: Path) -> None:
    """Write each source under `content_forms` to `out` as JSON; the same sources, the same bytes.

    Compiled files of sources that are gone are removed.

    Raises:
        QuestionnaireMalformed, QuestionnaireMissing: as `load_all`; then nothing is written.
    """
    compiled = {
        out / form / f"{version}.json": questionnaire
        for (form, version), questionnaire in load_all(content_forms).items()
    }
    for path in set(out.glob("*/*.json")) - set(compiled):
        path.unlink()
    for path, questionnaire in compiled.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        text = json.dumps(questionnaire.as_json(), indent=1)
        path.write_text(text + "\n", encoding="utf-8")
