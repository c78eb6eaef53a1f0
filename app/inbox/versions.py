"""In whose terms a version of a form is understood that no table of the inbox names.

Wording may change without a programmer. What is asked about reaching somebody may not: then nobody
knows what the answers mean, and staff are told so.
"""

from collections.abc import Collection, Mapping
from typing import Final

from app.forms.questionnaire import Questionnaire, Section
from app.inbox.cases import Questionnaires
from app.inbox.reaching import REACHING, Reaching

Version = tuple[str, int]


def understood_as(
    questionnaires: Questionnaires,
    new: Questionnaire,
    table: Mapping[Version, Reaching | None] = REACHING,
) -> Version | None:
    """Return the version of the table whose entry holds for this one; None if none does.

    That is its own, or the newest earlier one if nothing is new but words, and questions in
    sections that do not bear on reaching somebody.
    """
    earlier = [each for form, each in table if form == new.form and each <= new.version]
    if not earlier:
        return None
    found = new.form, max(earlier)
    if found[1] == new.version:
        return found
    old, entry = questionnaires.get(found), table[found]
    keys = entry.keys if entry else _ALL
    return found if old and _is_unchanged(old, new, keys) else None


_ALL: Final = frozenset[str]()
"""Of a form that asks nothing about it every section counts."""


def _is_unchanged(old: Questionnaire, new: Questionnaire, keys: Collection[str]) -> bool:
    """Tell whether the sections of these questions are as they were, and none is new."""
    before = {section.key: section for section in old.sections}
    after = {section.key: section for section in new.sections}
    bearing = {
        section.key
        for section in old.sections
        if not keys or any(question.key in keys for question in section.questions)
    }
    return after.keys() <= before.keys() and all(
        key in after and _shape(before[key]) == _shape(after[key]) for key in bearing
    )


def _shape(section: Section) -> object:
    """Return all of a section but its words."""
    return [
        (
            question.key,
            question.kind,
            question.required,
            question.pick,
            question.every,
            tuple(option.value for option in question.options),
            question.when,
        )
        for question in section.questions
    ]
