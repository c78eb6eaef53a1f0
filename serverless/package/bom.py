"""A bill of materials in CycloneDX 1.6: which libraries, in which version, by which digest.

Made of the locks alone, without a date or a random number: the same locks, the same text.
"""

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, Literal
from urllib.parse import quote
from uuid import NAMESPACE_URL, uuid5

Ecosystem = Literal["pypi", "npm"]

_PRODUCT: Final = "turva"


@dataclass(frozen=True, slots=True, order=True)
class Part:
    """One library; `digest` is the hexadecimal one of the file by which it is locked."""

    ecosystem: Ecosystem
    name: str
    version: str
    algorithm: Literal["SHA-256", "SHA-512"]
    digest: str

    @property
    def purl(self) -> str:
        """The library's name among all: package URL."""
        named = quote(self.name, safe="/")
        return f"pkg:{self.ecosystem}/{named}@{quote(self.version, safe='+')}"


def serialise_bom(what: str, version: str, parts: Iterable[Part]) -> str:
    """Return the bill of one thing that we make, such as "function"."""
    listed = [_component(each) for each in sorted(parts)]
    name = f"{_PRODUCT}-{what}"
    main: dict[str, Any] = {
        "bom-ref": name,
        "type": "application",
        "name": name,
        "version": version,
    }
    seed = json.dumps([main, listed], sort_keys=True)
    made = {
        "$schema": "http://cyclonedx.org/schema/bom-1.6.schema.json",
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "serialNumber": f"urn:uuid:{uuid5(NAMESPACE_URL, seed)}",
        "version": 1,
        "metadata": {"component": main},
        "components": listed,
        "dependencies": [
            {"ref": name, "dependsOn": [each["bom-ref"] for each in listed]},
            *({"ref": each["bom-ref"]} for each in listed),
        ],
    }
    return json.dumps(made, indent=1, ensure_ascii=False) + "\n"


def project_version(project: Path) -> str:
    """Return our version, as the project's own settings have it."""
    found = re.search(
        r'^version = "([^"]+)"', (project / "pyproject.toml").read_text(), re.MULTILINE
    )
    return found[1] if found else "0"


def _component(part: Part) -> Mapping[str, Any]:
    return {
        "bom-ref": part.purl,
        "type": "library",
        "name": part.name,
        "version": part.version,
        "hashes": [{"alg": part.algorithm, "content": part.digest}],
        "purl": part.purl,
    }
