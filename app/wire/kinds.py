"""What staff can do to a case, as the kinds of event and what each must say (WIRE §15).

It judges only form: whether an event counts is the ledger's to say. What stands here once is never
given another meaning: events are kept as long as their case.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from app.wire.constants import ANSWER_LIMIT, MESSAGE_LIMIT

Value = str | tuple[str, ...]
Body = Mapping[str, Value]


@dataclass(frozen=True)
class Field:
    """One field of a body: a text of this form, or a list of distinct ones."""

    form: re.Pattern[str]
    several: bool = False


@dataclass(frozen=True)
class Kind:
    """The fields of a kind's body, in their order, and whether it is about a case."""

    fields: Mapping[str, Field]
    about_case: bool = True


_DIGEST = Field(re.compile(r"[0-9a-f]{64}"))
_DIGESTS = Field(_DIGEST.form, several=True)
_ANSWER = Field(re.compile(r"[0-9a-f]{32}"))
_CASE = Field(re.compile(r"[0-9a-f]{32}|[0-9a-f]{64}"))
_CASES = Field(_CASE.form, several=True)
_CASE_OR_NONE = Field(re.compile(rf"|{_CASE.form.pattern}"))
_TEXT = Field(re.compile(rf".{{1,{MESSAGE_LIMIT}}}", re.DOTALL))
_REPLY = Field(re.compile(rf".{{1,{ANSWER_LIMIT}}}", re.DOTALL))
_SHORT = Field(re.compile(r"[^\x00-\x1f\x7f]{1,200}"))
_LABELS = Field(re.compile(r"[^\x00-\x1f\x7f]{1,64}"), several=True)
_LANGUAGE = Field(re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{1,8}){0,3}"))
_PHRASE = Field(re.compile(r"|[a-z][a-z0-9_-]{0,63}"))
_MEMBER = Field(re.compile(r"|[a-z][a-z0-9-]{0,31}"))
_EPOCH = Field(re.compile(r"[1-9][0-9]{0,15}"))
_TRACES = Field(
    re.compile(r"[0-9a-f]{64} [0-9a-f]{64} [1-9][0-9]{0,15}( [0-9a-f]{64})*"), several=True
)

KINDS: Final[Mapping[str, Kind]] = MappingProxyType(
    {
        "received": Kind({"envelopes": _DIGESTS}, about_case=False),
        "claim": Kind({}),
        "release": Kind({}),
        "label": Kind({"add": _LABELS, "remove": _LABELS}),
        "assign": Kind({"member": _MEMBER}),
        "note": Kind({"text": _TEXT}),
        "reply": Kind(
            {"answer": _ANSWER, "language": _LANGUAGE, "text": _REPLY, "phrase": _PHRASE}
        ),
        "withdraw": Kind({"answer": _ANSWER}),
        "call": Kind({"text": _TEXT}),
        "check": Kind({"how": _TEXT}),
        "decision": Kind({"text": _TEXT}),
        "merge": Kind({"into": _CASE_OR_NONE}),
        "moved": Kind({"to": _SHORT}),
        "reseal": Kind({"from": _DIGESTS, "to": _DIGEST}, about_case=False),
        "close": Kind({}),
        "reopen": Kind({}),
        "delete": Kind({"reason": _TEXT}),
        "restore": Kind({}),
        "forget": Kind({"traces": _TRACES}, about_case=False),
        "drop": Kind({"cases": _CASES}, about_case=False),
        "destroyed": Kind({"epoch": _EPOCH}, about_case=False),
    }
)
"""Every kind of event (`assign` to nobody, `merge` into nothing, no phrase in a reply: "")."""


def names_case(case: str) -> bool:
    """Tell whether this can be a case's id: a letter's or an envelope's."""
    return _CASE.form.fullmatch(case) is not None


def fault(kind: str, case: str, body: Body) -> str | None:
    """Return what is wrong with a body in one sentence that quotes nothing of it, or None."""
    known = KINDS.get(kind)
    if known is None:
        return "the kind of an event is not known: update this program"
    if not (names_case(case) if known.about_case else case == ""):
        return f"an event of kind {kind} names {'a case' if known.about_case else 'no case'}"
    if list(body) != list(known.fields):
        return (
            f"the body of {kind} has the fields {', '.join(known.fields) or 'of an empty object'}"
        )
    for name, field in known.fields.items():
        if not _fits(body[name], field):
            return f"{name} in the body of {kind} is not written as WIRE §15 says"
    return None


def _fits(value: Value, field: Field) -> bool:
    if not field.several:
        return isinstance(value, str) and field.form.fullmatch(value) is not None
    if isinstance(value, str) or len(set(value)) != len(value):
        return False
    return all(field.form.fullmatch(item) for item in value)
