"""The bill of materials of the static site: what of others is in the scripts that it serves.

Tools that only make the site leave nothing in it and are not listed.
"""

import json
from base64 import b64decode
from collections.abc import Iterator
from pathlib import Path

from serverless.package.bom import Part, project_version, serialise_bom


def site_bom(project: Path) -> str:
    """Return the bill of the site, by the project's locks."""
    lock = json.loads((project / "package-lock.json").read_text("utf-8"))
    return serialise_bom("site", project_version(project), _parts(lock["packages"]))


def _parts(packages: dict[str, dict[str, object]]) -> Iterator[Part]:
    for path, locked in packages.items():
        if not path or locked.get("dev") or locked.get("optional"):
            continue
        algorithm, _, digest = str(locked["integrity"]).partition("-")
        if algorithm != "sha512":
            raise ValueError(f"{path} is locked by {algorithm}")
        name = path.rpartition("node_modules/")[2]
        yield Part("npm", name, str(locked["version"]), "SHA-512", b64decode(digest).hex())
