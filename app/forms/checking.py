"""Everything that can be said of questionnaires before they are published, file by file.

A mistake must be put right; a remark is for whoever knows whether it matters. It changes nothing.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from babel.messages.catalog import Catalog

from app.forms.errors import FormsError, NoHistory
from app.forms.load import load
from app.forms.published import committed, lost
from app.forms.questionnaire import Questionnaire
from app.forms.source import Source, read_source


@dataclass
class Checked:
    """The files that are questionnaires, and what is wrong with any: a sentence with its place.

    `uncompared` are files of which no earlier state can be had.
    """

    sources: dict[Path, Source] = field(default_factory=dict)
    mistakes: list[str] = field(default_factory=list)
    uncompared: list[Path] = field(default_factory=list)

    def place(self, path: Path, key: str) -> str:
        """Return "file:line:column" of a key, or of the file's beginning."""
        return f"{path}:{self.sources[path].places.get(key, '1:1')}"


def check_files(files: Sequence[Path]) -> Checked:
    """Read every file; of each that is no questionnaire the first mistake is told."""
    checked = Checked()
    for path in files:
        try:
            load(path)
            checked.sources[path] = read_source(path.read_text(encoding="utf-8"), str(path))
        except FormsError as error:
            checked.mistakes.append(str(error))
    checked.mistakes += _between_versions(checked)
    for path in checked.sources:
        checked.mistakes += _since_committed(checked, path)
    return checked


def untranslated(form: Questionnaire, catalogue: Catalog) -> list[str]:
    """Return the contexts of a form's texts that a catalogue does not translate yet."""
    return [
        text.context
        for text in form.texts()
        if not _translates(catalogue, text.source, text.context)
    ]


def _between_versions(checked: Checked) -> Iterator[str]:
    """Tell of versions that are missing before another, and of keys that changed their kind."""
    before: Questionnaire | None = None
    for path, source in sorted(checked.sources.items(), key=_order):
        form = source.questionnaire
        older = before if before and before.form == form.form else None
        due = older.version + 1 if older else 1
        if form.version != due:
            yield f"{path}:1:1: this is version {form.version}, and there is no version {due}"
        for question in form.questions:
            same = older.by_key.get(question.key) if older else None
            if same is not None and same.kind != question.kind:
                yield (
                    f"{checked.place(path, question.key)}: question {question.key!r} was of kind"
                    f" {same.kind} in the version before: give it another key"
                )
        before = form


def _order(each: tuple[Path, Source]) -> tuple[str, int]:
    return each[1].questionnaire.form, each[1].questionnaire.version


def _since_committed(checked: Checked, path: Path) -> Iterator[str]:
    form = checked.sources[path].questionnaire
    try:
        earlier = committed(path)
    except NoHistory:
        checked.uncompared.append(path)
        return
    for key, what in lost(earlier, form) if earlier else ():
        yield (
            f"{checked.place(path, key)}: {what}. Letters may name it: leave this version as it"
            f" was and make {form.version + 1}.yaml"
        )


def _translates(catalogue: Catalog, source: str, context: str) -> bool:
    message = catalogue.get(source, context)
    return message is not None and bool(message.string) and not message.fuzzy
