"""What the functions run on: Python's version as `zappa_settings.json` says, on Lambda's platform.

The package holds bytecode, so it is only ever made by that same version of Python.
"""

import json
import re
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Self

from serverless.package.errors import PackageRefused

TASK: Final = "/var/task"
"""The folder in which Lambda unpacks a package."""

PLATFORM: Final = "manylinux2014_x86_64"
"""Wheels of this platform need glibc 2.17, less than any of Lambda's systems has."""


@dataclass(frozen=True, slots=True)
class Runtime:
    """A version of Python, such as (3, 11)."""

    major: int
    minor: int

    @classmethod
    def read(cls, project: Path) -> Self:
        """Return what the project's settings say. Raises: PackageRefused."""
        named = str(
            json.loads((project / "zappa_settings.json").read_text("utf-8"))["base"]["runtime"]
        )
        found = re.fullmatch(r"python([0-9])\.([0-9]+)", named)
        if found is None:
            raise PackageRefused(
                f"zappa_settings.json names the runtime {named}: name one such as python3.11."
            )
        return cls(int(found[1]), int(found[2]))

    @property
    def digits(self) -> str:
        """The version as names of wheels have it, such as 311."""
        return f"{self.major}{self.minor}"

    def require_own(self, version: tuple[int, ...] = sys.version_info[:2]) -> None:
        """Refuse to go on with another Python than the functions run on. Raises: PackageRefused."""
        if (self.major, self.minor) != version[:2]:
            raise PackageRefused(
                f"The functions run on Python {self.major}.{self.minor}, and this is"
                f" {version[0]}.{version[1]}: make the virtual environment with that version"
                " (make clean, then PYTHON=... make setup)."
            )
