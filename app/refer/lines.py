"""The lines of a file of referrals: each one letter as JSON, or the reasons why it is none.

A reason is a code and the key of a question; nothing of an answer is ever in it. Huge lines are
passed over without being held in memory.
"""

import hashlib
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from app.forms.questionnaire import Questionnaire
from app.forms.validate import WHITE_SPACE, Answers, validate
from app.refer.errors import FileUnusable
from app.wire.constants import LARGEST_LETTER
from app.wire.json_object import parse_object

Questionnaires = Mapping[tuple[str, int], Questionnaire]

_BOM: Final = b"\xef\xbb\xbf"
_FIELDS: Final = frozenset({"form", "version", "language", "answers"})
_NEEDED: Final = ("form", "language", "answers")
# A key that is no name could be anything, an answer too.
_NAME: Final = re.compile(r"[a-z][a-z0-9_]{0,31}")


@dataclass(frozen=True)
class Reason:
    """Why a line is no letter: a code, and the field or question that it concerns, if one."""

    code: str
    key: str | None = None


@dataclass(frozen=True)
class Content:
    """What a line says; `left_out` are questions that it answers and that its others do not ask."""

    questionnaire: Questionnaire
    language: str
    answers: Answers = field(repr=False)
    left_out: tuple[str, ...] = ()


@dataclass(frozen=True)
class Line:
    """One line: its number, the SHA-256 of its bytes without the line's end, and what it says."""

    number: int
    digest: str
    said: Content | Sequence[Reason]

    @property
    def left_out(self) -> tuple[str, ...]:
        """The keys of the answers that do not go along."""
        return self.said.left_out if isinstance(self.said, Content) else ()


def read_lines(
    path: Path, questionnaires: Questionnaires, languages: Sequence[str]
) -> Iterator[Line]:
    """Yield each line of a file that is not blank. Raises: FileUnusable."""
    try:
        with path.open("rb") as file:
            for number, line in enumerate(_lines(file), 1):
                if line is None:
                    yield Line(number, "", [Reason("line-too-long")])
                elif line.strip():
                    digest = hashlib.sha256(line).hexdigest()
                    yield Line(number, digest, _content(line, questionnaires, languages))
    except OSError as error:
        raise FileUnusable(f"{path} cannot be read: {error.strerror}") from None


def _lines(file: Any) -> Iterator[bytes | None]:
    """Yield each line without its end, None for one that no letter could hold."""
    first = True
    while line := file.readline(LARGEST_LETTER + 1):
        whole = len(line) <= LARGEST_LETTER
        rest = line
        while len(rest) > LARGEST_LETTER and not rest.endswith(b"\n"):
            rest = file.readline(LARGEST_LETTER + 1)
        line = line.removeprefix(_BOM) if first else line
        first = False
        yield line.removesuffix(b"\n").removesuffix(b"\r") if whole else None


def _content(
    line: bytes, questionnaires: Questionnaires, languages: Sequence[str]
) -> Content | Sequence[Reason]:
    try:
        fields = parse_object(line)
    except ValueError:
        return [Reason("not-json")]
    reasons = list(_reasons(fields, languages))
    if reasons:
        return reasons
    questionnaire = _questionnaire(fields["form"], fields.get("version"), questionnaires)
    if isinstance(questionnaire, Reason):
        return [questionnaire]
    result = validate(questionnaire, fields["answers"])
    if isinstance(result, Answers):
        left_out = tuple(_left_out(fields["answers"], result))
        return Content(questionnaire, fields["language"], result, left_out)
    return [Reason(each.code, _named(each.question)) for each in result.items]


def _left_out(given: Mapping[str, object], answers: Answers) -> Iterator[str]:
    """Yield the questions that something was answered to, and nothing of it is in the letter."""
    for key, value in given.items():
        members = value if isinstance(value, list) else [value]
        said = any(not isinstance(each, str) or each.strip(WHITE_SPACE) for each in members)
        if said and key not in answers.values:
            yield key


def _reasons(fields: Mapping[str, object], languages: Sequence[str]) -> Iterator[Reason]:
    yield from (Reason("field-missing", name) for name in _NEEDED if name not in fields)
    yield from (Reason("field-unknown", _named(name)) for name in fields if name not in _FIELDS)
    if "language" in fields and fields["language"] not in languages:
        yield Reason("language-unknown")
    if not isinstance(fields.get("answers", {}), dict):
        yield Reason("answers-malformed")


def _questionnaire(
    form: object, version: object, questionnaires: Questionnaires
) -> Questionnaire | Reason:
    """Return the version asked for, else the newest, of a form that is for referrers."""
    versions = {
        number: each
        for (name, number), each in questionnaires.items()
        if name == form and each.reference
    }
    if not versions:
        return Reason("form-unknown")
    if version is None:
        return versions[max(versions)]
    # True == 1, and 1.0 == 1.
    found = versions.get(version) if type(version) is int else None
    return found or Reason("version-unknown")


def _named(key: str) -> str | None:
    return key if _NAME.fullmatch(key) else None
