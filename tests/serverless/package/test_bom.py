"""Bills of materials: valid by the standard's own schema, and of exactly what is locked."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
from cyclonedx.model.bom import Bom
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator

from serverless.package.bom import Part, serialise_bom
from serverless.package.site_bom import site_bom

PROJECT = Path(__file__).parents[3]


@pytest.fixture
def function_bom(package: Path) -> str:
    """Return the bill beside the package."""
    return package.with_suffix(".cdx.json").read_text("utf-8")


def checked(bom: str) -> dict[str, Any]:
    assert JsonStrictValidator(SchemaVersion.V1_6).validate_str(bom) is None
    made: dict[str, Any] = json.loads(bom)
    assert Bom.from_json(made).components  # type: ignore[attr-defined]
    return made


LEFT_OUT = {"botocore", "jmespath", "pycparser", "python-dateutil", "six"}
"""Locked, as what is locked asks for them, and never loaded by a function."""


def test_the_functions_bill_names_every_library_in_it_and_no_other(function_bom: str) -> None:
    lock = (PROJECT / "requirements" / "function.txt").read_text()
    names = dict(re.findall(r"^([a-z0-9-]+)==([^ ]+)", lock, re.MULTILINE))
    made = checked(function_bom)
    assert LEFT_OUT <= names.keys()
    wanted = {name: version for name, version in names.items() if name not in LEFT_OUT}
    assert wanted == {each["name"]: each["version"] for each in made["components"]}
    for each in made["components"]:
        assert f"sha256:{each['hashes'][0]['content']}" in lock
        assert f"pkg:pypi/{each['name']}@{each['version']}" == each["purl"]


def test_the_sites_bill_names_what_its_scripts_hold() -> None:
    made = checked(site_bom(PROJECT))
    names = {each["name"] for each in made["components"]}
    assert {"age-encryption", "@noble/curves"} <= names
    assert not {"esbuild", "typescript", "@biomejs/biome"} & names
    purls = {each["name"]: each["purl"] for each in made["components"]}
    assert purls["@noble/curves"].startswith("pkg:npm/%40noble/curves@")


def test_the_same_parts_give_the_same_bill_in_any_order_and_others_another() -> None:
    first, second = (Part("pypi", name, "1", "SHA-256", "0" * 64) for name in ("a", "b"))
    bom = serialise_bom("function", "1", [first, second])
    assert bom == serialise_bom("function", "1", [second, first])
    serials = {json.loads(each)["serialNumber"] for each in (bom, serialise_bom("x", "1", [first]))}
    assert 2 == len(serials)
    assert site_bom(PROJECT) == site_bom(PROJECT)
