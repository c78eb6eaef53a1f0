"""The built assets: under which address each is served, and the serving of them.

`node app/browser/build.mjs OUT` writes the files and `assets.json`, which maps logical names
(`write.js`, `style.css`, `icon.svg`) to file names that change with the content. Only files that
`assets.json` names are ever served.
"""

import base64
import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Self

from flask import Response, abort, send_from_directory

from app.addresses import link
from app.frame.errors import AssetsMissing, AssetUnknown

# Python's own table of types differs from one machine to the next.
_TYPES = {".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml"}


@dataclass(frozen=True, slots=True)
class Assets:
    """The assets of one build: their folder, and file names by logical name."""

    folder: Path
    files: Mapping[str, str]

    @classmethod
    def read(cls, folder: Path) -> Self:
        """Read `assets.json` in the folder.

        Raises: AssetsMissing (no such file, not a map of names, or it names a file not there).
        """
        try:
            files = json.loads((folder / "assets.json").read_text(encoding="utf-8"))
            absent = [file for file in files.values() if not (folder / file).is_file()]
        except (OSError, ValueError, AttributeError, TypeError) as error:
            raise AssetsMissing(
                f"There is no readable assets.json in {folder}: build the front end (make setup)."
            ) from error
        if absent:
            raise AssetsMissing(f"Assets are missing from {folder}: build again (make setup).")
        return cls(folder.resolve(), files)

    def url(self, name: str) -> str:
        """Return the address of an asset by logical name: "style.css" -> "/assets/style-….css".

        Raises: AssetUnknown.
        """
        if name not in self.files:
            raise AssetUnknown(f"No asset '{name}' was built; there are: {sorted(self.files)}.")
        return link("asset", file=self.files[name])

    def integrity(self, name: str) -> str:
        """Return what the browser compares a script with before it runs it (W3C SRI).

        Raises: AssetUnknown.
        """
        return _digest(self.folder / Path(self.url(name)).name)

    def view(self, file: str) -> Response:
        """Answer a request for `/assets/<file>`; a file that is not ours is a 404."""
        if file not in self.files.values():
            abort(404)
        return send_from_directory(self.folder, file, mimetype=_TYPES.get(Path(file).suffix))


@cache
def _digest(path: Path) -> str:
    """Return the digest of a file whose name changes with its content."""
    return "sha384-" + base64.b64encode(hashlib.sha384(path.read_bytes()).digest()).decode()
