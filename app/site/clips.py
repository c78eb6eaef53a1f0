"""Recorded readings of pages: `content/<language>/audio/<page>.mp3`, each read out by a person.

A page offers its recording only while it still says what was read: `recorded_digest` in its front
matter is the digest of the body that lay before the reader. So nobody hears a promise that the page
no longer makes. A file is named by its content, and loaded when somebody asks to hear it.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from flask import Response, send_file

from app.addresses import link
from app.site.content import Text

FOLDER = "audio"
KIND = ".mp3"
_TYPE = "audio/mpeg"
_NAMED_BY = 12


@dataclass(frozen=True, slots=True)
class Clips:
    """The recordings that may be heard: by language and page the file's name, by that its path."""

    names: Mapping[tuple[str, str], str]
    paths: Mapping[str, Path]

    @classmethod
    def read(cls, content: Path, texts: Mapping[tuple[str, str], Text]) -> Self:
        """Find the recording of each text, and keep those that are of the words as they are now."""
        found = {
            at: path
            for at, text in texts.items()
            if text.recorded_digest == text.digest and (path := clip_of(content, *at)).is_file()
        }
        names = {at: _name(*at, path.read_bytes()) for at, path in found.items()}
        return cls(names, {name: found[at].resolve() for at, name in names.items()})

    def url(self, language: str, page: str) -> str | None:
        """Return the address of a page's recording, or None if it has none."""
        name = self.names.get((language, page))
        return link("asset", file=name) if name else None

    def view(self, file: str) -> Response:
        """Answer with a recording by its name, or a part of it (RFC 9110, Range)."""
        return send_file(self.paths[file], mimetype=_TYPE, conditional=True)


def clip_of(content: Path, language: str, page: str) -> Path:
    """Return where the recording of a page lies, if it has one."""
    return content / language / FOLDER / f"{page}{KIND}"


def _name(language: str, page: str, body: bytes) -> str:
    return f"{language}-{page}-{hashlib.sha256(body).hexdigest()[:_NAMED_BY]}{KIND}"
