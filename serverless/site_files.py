"""The files of a build as objects of the site's bucket: key, headers, and the compressed twin.

What is told about a file is what Flask tells: its policy comes from the same table. The same build
always gives the same objects, byte for byte.
"""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from app.frame.headers import ERROR, POLICIES
from app.release import COMPRESSED, MARKER, TWIN, check_build, compressed, is_twin
from serverless.stack.behaviours import treat
from serverless.stack.edge import NOT_FOUND
from serverless.stack.errors import SiteRefused

TYPES: Final = {
    ".html": "text/html; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".mjs": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml; charset=utf-8",
    ".json": "application/json",
    ".txt": "text/plain; charset=utf-8",
    ".png": "image/png",
    ".ico": "image/x-icon",
    ".woff2": "font/woff2",
    ".xml": "application/xml; charset=utf-8",
    ".csv": "text/csv; charset=utf-8",
    ".mp3": "audio/mpeg",
}


@dataclass(frozen=True, slots=True)
class SiteObject:
    """One object as it is put: its bytes, and what is told about them."""

    key: str
    body: bytes
    content_type: str
    kept: str
    encoding: str = ""

    @property
    def digest(self) -> str:
        """The digest of the bytes and of all that is told about them."""
        told = json.dumps([self.content_type, self.kept, self.encoding])
        return hashlib.sha256(told.encode() + b"\0" + self.body).hexdigest()

    @property
    def etag(self) -> str:
        """The tag that the bucket gives these bytes."""
        return hashlib.md5(self.body, usedforsecurity=False).hexdigest()


def site_objects(folder: Path) -> dict[str, SiteObject]:
    """Return every object of the build in `folder`, by key, if it is what its manifest says.

    Raises: SiteRefused, ReleaseError, ManifestMalformed.
    """
    if not (folder / MARKER).is_file():
        raise SiteRefused(f"{folder} is no build of the site: make one with 'turva build'.")
    found = {each.key: each for each in _objects(folder)}
    check_build(folder)
    return found


def _objects(folder: Path) -> Iterator[SiteObject]:
    for path in sorted(folder.rglob("*")):
        key = path.relative_to(folder).as_posix()
        if path.is_symlink():
            raise SiteRefused(f"{key} is a link: a build holds files only, make it anew.")
        if not path.is_file() or key == MARKER or is_twin(path):
            continue
        content_type = TYPES.get(path.suffix)
        if content_type is None:
            raise SiteRefused(f"{key} is of no kind that the site has: add it to TYPES.")
        body, kept = path.read_bytes(), _kept(key)
        yield SiteObject(key, body, content_type, kept)
        if path.suffix in COMPRESSED:
            yield SiteObject(key + TWIN, compressed(body), content_type, kept, "gzip")


def _kept(key: str) -> str:
    if key.endswith(NOT_FOUND):
        return ERROR.kept
    return POLICIES[treat(f"/{key.removesuffix('index.html')}").policy].kept
