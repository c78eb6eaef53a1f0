"""The locked libraries as wheels for Lambda's platform: fetched by pip, which checks every hash.

Never built from source, never the builder's own: what runs in the cloud is what the lock names.
"""

import hashlib
import re
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final
from zipfile import BadZipFile, ZipFile

from serverless.package.errors import WheelRefused
from serverless.package.runtime import PLATFORM, Runtime

LOCK: Final = Path("requirements", "function.txt")
"""The lock of what the functions need, within the project."""

_PATIENCE_S: Final = 600
_NAME: Final = re.compile(
    r"(?P<name>[^-]+)-(?P<version>[^-]+)(-[0-9][^-]*)?-[^-]+-[^-]+-[^-]+\.whl"
)


@dataclass(frozen=True, slots=True)
class Wheel:
    """One library: its name as in names of wheels, its version, and its file."""

    name: str
    version: str
    path: Path

    @property
    def digest(self) -> str:
        """The SHA-256 of the file, as the lock has it."""
        return hashlib.sha256(self.path.read_bytes()).hexdigest()

    def files(self) -> Mapping[str, bytes]:
        """Return what the wheel puts into a folder of libraries. Raises: WheelRefused."""
        try:
            with ZipFile(self.path) as wheel:
                names = [each for each in wheel.namelist() if not each.endswith("/")]
                if odd := [each for each in names if _odd(each)]:
                    raise WheelRefused(
                        f"The wheel of {self.name} holds {odd[0]}, which this does not know how to"
                        " place: look at it, then teach serverless/package."
                    )
                return {each: wheel.read(each) for each in names}
        except BadZipFile:
            raise WheelRefused(f"The wheel of {self.name} is damaged: try again.") from None


def fetch(project: Path, runtime: Runtime, folder: Path) -> tuple[Wheel, ...]:
    """Download all that is locked into a folder, by name. Raises: WheelRefused."""
    command = [sys.executable, "-m", "pip", "download", "--quiet", "--no-input"]
    command += ["--disable-pip-version-check", "--no-deps", "--require-hashes"]
    command += ["--only-binary=:all:", f"--platform={PLATFORM}", "--implementation=cp"]
    command += [f"--python-version={runtime.digits}", f"--dest={folder}"]
    try:
        done = subprocess.run(  # noqa: S603 (pip, with our own arguments)
            [*command, f"--requirement={project / LOCK}"],
            capture_output=True,
            text=True,
            timeout=_PATIENCE_S,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise WheelRefused("Fetching the libraries took too long: try again.") from None
    if done.returncode:
        raise WheelRefused(
            f"pip could not fetch what {LOCK} names: {_why(done.stderr)}. Look at the connection"
            " and at the lock, then try again."
        )
    return tuple(sorted((_wheel(each) for each in folder.iterdir()), key=lambda each: each.name))


def _wheel(path: Path) -> Wheel:
    found = _NAME.fullmatch(path.name)
    if found is None:
        raise WheelRefused(f"pip fetched {path.name}, which is no wheel: look at {LOCK}.")
    return Wheel(found["name"].lower().replace("_", "-"), found["version"], path)


def _why(said: str) -> str:
    errors = [line for line in said.splitlines() if line.startswith("ERROR: ")]
    first = errors[-1].removeprefix("ERROR: ").partition(". ")[0] if errors else ""
    return first.rstrip(".") or "it does not say why"


def _odd(name: str) -> bool:
    parts = name.split("/")
    placed = parts[0].endswith(".data") and parts[1:2] != ["scripts"]
    return placed or name.startswith("/") or ".." in parts or "\\" in name
