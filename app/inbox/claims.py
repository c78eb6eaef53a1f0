"""What a letter claims of danger, of haste and of children: seen in lists once it is opened.

Anybody can claim it, so it is only ever said as the letter's own words, and nothing is left out of
sight because of it. Questions and answers stand in a table, one entry for each version of a form.
"""

from collections.abc import Mapping
from typing import Final, Literal

from app.inbox.cases import Case, Reading
from app.inbox.meanings import marked

Claim = Literal["danger", "hours", "perhaps_danger", "child"]

CLAIMS: Final[Mapping[Claim, str]] = {
    "danger": marked("says: danger now"),
    "hours": marked("says: within 24 hours"),
    "perhaps_danger": marked("says: perhaps in danger"),
    "child": marked("says: a child"),
}
"""Every claim in words for staff, the most urgent first."""

_URGENCY: Final[Mapping[str, Claim]] = {"danger_now": "danger", "within_24h": "hours"}
_DANGER: Final[Mapping[str, Claim]] = {"yes": "danger", "not_sure": "perhaps_danger"}
_MINOR: Final[Mapping[str, Claim]] = {"under_15": "child", "from_15_to_17": "child"}

CLAIMED: Final[Mapping[tuple[str, int], Mapping[str, Mapping[str, Claim]]]] = {
    ("write", 2): {"danger_now": _DANGER, "age_group": _MINOR},
    ("worry", 1): {
        "danger_now": _DANGER,
        "child": {"yes": "child"},
        "agreed": {"danger": "danger"},
    },
    ("referral", 1): {
        "urgency": _URGENCY,
        "risk": {
            "person": "perhaps_danger",
            "children": "perhaps_danger",
            "self_harm": "perhaps_danger",
        },
        "age_group": _MINOR,
        "consent": {"child_15_to_17": "child", "child_under_15": "child"},
    },
    ("consultation", 1): {"urgency": _URGENCY, "child": {"child": "child"}},
}
"""Of each version the questions that claim something, and by which answers."""


def claims(case: Case) -> tuple[Claim, ...]:
    """Return what the letters of a case, or of those under it, claim, the most urgent first."""
    under = () if case.belongs_to else case.same_person
    found = {claim for each in (case, *under) for one in each.readings for claim in _claims(one)}
    return tuple(claim for claim in CLAIMS if claim in found)


def urgency(case: Case) -> int:
    """Return a case's place among what is to be done: less is more urgent."""
    found = claims(case)
    return list(CLAIMS).index(found[0]) if found else len(CLAIMS)


def _claims(reading: Reading) -> set[Claim]:
    form = reading.questionnaire
    if form is None:
        return set()
    # A claim moves nothing out of sight: of a later version the answers that are known are enough.
    versions = [each for name, each in CLAIMED if name == form.form and each <= form.version]
    table = CLAIMED[form.form, max(versions)] if versions else {}
    found = set[Claim]()
    for key, by_answer in table.items():
        answer = reading.answers.get(key, ())
        members = (answer,) if isinstance(answer, str) else answer
        found |= {by_answer[member] for member in members if member in by_answer}
    return found
