"""What `turva forms check` prints: each file in order or not, each mistake, what lacks translation.

It changes nothing. A mistake is told with its place; a missing translation is a remark.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import click
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po

from app.commands.group import Refused
from app.forms.checking import Checked, check_files, untranslated
from app.forms.errors import QuestionnaireMalformed
from app.forms.questionnaire import Questionnaire, Section
from app.forms.wtf import form_class
from app.frame.locale import LANGUAGES, SOURCE, TRANSLATIONS
from app.intake.draft import BESIDES

_SHOWN = 12
"""So many untranslated texts of a form are named; of the others, how many there are."""


def check_forms(files: Sequence[Path]) -> None:
    """Print everything about these files. Raises: Refused (something is to be put right)."""
    checked = check_files(_with_other_versions(files))
    mistakes = [*checked.mistakes, *_reserved(checked)]
    click.echo("\n".join([*_in_order(checked, files, mistakes), *_remarks(checked, files)]))
    for mistake in mistakes:
        click.echo(mistake, err=True)
    if mistakes:
        count = "is one mistake" if len(mistakes) == 1 else f"are {len(mistakes)} mistakes"
        raise Refused(f"There {count} to put right: see the lines above, file:line:column.")


def _with_other_versions(files: Iterable[Path]) -> list[Path]:
    """Return the files and the other versions beside them, each once and in order."""
    beside = {path for file in files for path in file.parent.glob("[0-9]*.yaml")}
    return sorted({*files, *beside})


def _in_order(checked: Checked, files: Sequence[Path], mistakes: Sequence[str]) -> Iterator[str]:
    for path, form in _shown(checked, files):
        if not any(each.startswith(f"{path}:") for each in mistakes):
            yield f"{form.form} {form.version} is in order."


def _remarks(checked: Checked, files: Sequence[Path]) -> Iterator[str]:
    for language, catalogue in _catalogues():
        for _, form in _shown(checked, files):
            missing = untranslated(form, catalogue)
            if missing:
                more = f" and {len(missing) - _SHOWN} more" if len(missing) > _SHOWN else ""
                yield (
                    f"{form.form} {form.version}: not translated into {language} yet:"
                    f" {', '.join(missing[:_SHOWN])}{more}"
                )
    for path in checked.uncompared:
        yield f"{path}: not compared with an earlier state, as there is no git here"


def _shown(checked: Checked, files: Sequence[Path]) -> Iterator[tuple[Path, Questionnaire]]:
    for path, source in checked.sources.items():
        if path in files:
            yield path, source.questionnaire


def _catalogues() -> Iterator[tuple[str, Catalog]]:
    for language in LANGUAGES:
        path = TRANSLATIONS / language.babel / "LC_MESSAGES" / "messages.po"
        if language != SOURCE and path.exists():
            with path.open("rb") as file:
                yield language.tag, read_po(file)


def _reserved(checked: Checked) -> Iterator[str]:
    """Tell of questions whose key is a name that the page's form needs for itself."""
    for path, source in checked.sources.items():
        for question in source.questionnaire.questions:
            alone = replace(source.questionnaire, sections=(Section("questions", (question,)),))
            try:
                form_class(alone, BESIDES)
            except QuestionnaireMalformed as error:
                yield f"{checked.place(path, question.key)}: {error}"
