"""The bill of materials of the functions' package: its libraries, by the wheels that went in."""

from collections.abc import Iterable
from pathlib import Path

from serverless.package.bom import Part, project_version, serialise_bom
from serverless.package.wheels import Wheel


def function_bom(project: Path, wheels: Iterable[Wheel]) -> str:
    """Return the bill of a package that was made of these wheels."""
    parts = [Part("pypi", each.name, each.version, "SHA-256", each.digest) for each in wheels]
    return serialise_bom("function", project_version(project), parts)
