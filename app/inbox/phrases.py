"""Answers that were written once, to be sent as they stand: `content/phrases`, a file each.

A phrase goes out in the sender's language and staff read it in theirs. It reads our own content,
never anything that a stranger sent; a tag from a letter is only ever looked up.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, get_args

import yaml

from app.inbox.errors import PhraseMalformed
from app.inbox.status import Status
from app.text import normalise

FALLBACK = "en"
"""What is sent where a phrase has no text in the sender's language."""

_FIELDS = {"phrase", "reviewed", "needs_check", "about", "text"}
_STATUS = "status"


@dataclass(frozen=True)
class Phrase:
    """A text in several languages by their tags, and what it is for in each of staff's.

    `needs_check`: it speaks of an address, a time, a number or a person, so that it is sent only
    to whom staff checked. `reviewed` once somebody has compared all of its texts. `status`: it
    tells how a referral goes, which has rules of its own (`app.inbox.status`).
    """

    key: str
    about: Mapping[str, str]
    text: Mapping[str, str]
    needs_check: bool
    reviewed: bool
    status: Status | None = None

    def language(self, wanted: str) -> str:
        """Return the tag of the language in which it is sent to who reads `wanted`."""
        tag = wanted.partition("-")[0]
        return tag if tag in self.text else FALLBACK


def load_phrases(folder: Path) -> Mapping[str, Phrase]:
    """Return every phrase of the folder by its key, in order of the keys.

    Raises: PhraseMalformed (with the file and what is wrong in it).
    """
    return {path.stem: _phrase(path) for path in sorted(folder.glob("*.yaml"))}


def _phrase(path: Path) -> Phrase:
    try:
        fields: Any = yaml.safe_load(path.read_text("utf-8"))
    except (OSError, UnicodeDecodeError, yaml.YAMLError):
        raise _wrong(path, "it cannot be read as YAML") from None
    if not isinstance(fields, dict) or fields.keys() - {_STATUS} != _FIELDS:
        raise _wrong(path, f"it needs exactly {', '.join(sorted(_FIELDS))}")
    if fields["phrase"] != path.stem:
        raise _wrong(path, "its key is not the name of the file")
    for flag in ("reviewed", "needs_check"):
        if not isinstance(fields[flag], bool):
            raise _wrong(path, f"{flag} is yes or no")
    status = fields.get(_STATUS)
    if status not in (None, *get_args(Status)):
        raise _wrong(path, f"{_STATUS} is one of {', '.join(get_args(Status))}")
    about, text = (_texts(path, name, fields[name]) for name in ("about", "text"))
    return Phrase(path.stem, about, text, fields["needs_check"], fields["reviewed"], status)


def _texts(path: Path, name: str, value: Any) -> Mapping[str, str]:
    if not isinstance(value, dict) or FALLBACK not in value:
        raise _wrong(path, f"{name} has a text for each language, {FALLBACK} among them")
    texts = {}
    for tag, text in value.items():
        # YAML takes the tag `no` for a truth value.
        if not isinstance(tag, str) or not isinstance(text, str) or not text.strip():
            raise _wrong(path, f"a language of {name} has no text")
        texts[tag] = normalise(text).strip()
    return texts


def _wrong(path: Path, what: str) -> PhraseMalformed:
    return PhraseMalformed(f"The phrase {path} cannot be used: {what}.")
