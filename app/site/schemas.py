"""The published JSON Schemas: what other systems may send as a referral (`turva refer`).

Each is a file of `content/schemas`, read once and given out exactly as it lay there, to anybody.
Nothing else is ever served from here.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from flask import Response, abort


@dataclass(frozen=True, slots=True)
class Schemas:
    """The text of each schema, by its file's name, such as `referral-1.json`."""

    texts: Mapping[str, bytes]

    @classmethod
    def read(cls, folder: Path) -> Self:
        """Read the schemas of a folder; one that is not there holds none."""
        return cls({path.name: path.read_bytes() for path in sorted(folder.glob("*.json"))})

    def view(self, file: str) -> Response:
        """Answer a request for `/schemas/<file>`; a file that is not ours is a 404."""
        if file not in self.texts:
            abort(404)
        return Response(self.texts[file], mimetype="application/json")
