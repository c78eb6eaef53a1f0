"""WIRE.md, its constants, its vectors and the browser's copy cannot lag behind one another."""

import json
import re
from pathlib import Path

import pytest

from app.wire import constants, envelope, errors, event, roster
from app.wire.generate import TARGET, documented, source
from tests.vectors.make import FROZEN, MAKERS, made
from tests.vectors.reading import FOLDER

SPECIFICATION = (Path(envelope.__file__).parent / "WIRE.md").read_text(encoding="utf-8")
SECTIONS = dict(re.findall(r"^## (\d+)\. (.*)$", SPECIFICATION, re.MULTILINE))
CODES = {
    cls.code
    for cls in vars(errors).values()
    if isinstance(cls, type) and issubclass(cls, errors.WireError) and hasattr(cls, "code")
}


def section(number: str) -> str:
    return SPECIFICATION.split(f"\n## {number}. ")[1].split("\n## ")[0]


def test_the_browsers_constants_are_generated_from_these() -> None:
    assert source() == TARGET.read_text(encoding="utf-8")


def test_every_constant_is_documented() -> None:
    names = [name for name in vars(constants) if name.isupper()]
    assert names == [name for name, _, _ in documented()]


@pytest.mark.parametrize(("name", "about"), [(name, about) for name, about, _ in documented()])
def test_a_constant_is_explained_in_the_section_that_it_cites(name: str, about: str) -> None:
    number = re.search(r"WIRE §(\d+)", about)
    assert number is not None
    assert f"`{name}`" in section(number[1])


@pytest.mark.parametrize(
    ("name", "number"),
    [
        *((name, "14") for name in ("ROSTER_TYPE", "ROSTER_NAME", "ROSTER_LIMIT")),
        *((name, "15") for name in ("EVENT_TYPE", "EVENT_NAME", "EVENT_FIELDS")),
    ],
)
def test_what_only_staff_exchange_is_explained_in_its_section(name: str, number: str) -> None:
    assert hasattr(roster if number == "14" else event, name)
    assert f"`{name}`" in section(number)


@pytest.mark.parametrize("code", sorted(CODES | set(constants.PROBLEMS)))
def test_every_code_is_explained(code: str) -> None:
    assert f"`{code}`" in SPECIFICATION


@pytest.mark.parametrize(("code", "status"), list(constants.PROBLEMS.items()))
def test_a_problem_stands_in_the_table_with_its_status(code: str, status: int) -> None:
    rows = [row for row in section("8").splitlines() if f"`{code}`" in row and row[0] == "|"]
    assert 1 == len(rows)
    assert f"| {status} |" in rows[0]


def test_every_refused_post_has_its_problem() -> None:
    def leaves(cls: type[errors.PostRefused]) -> set[str]:
        below = cls.__subclasses__()
        return set().union(*map(leaves, below)) if below else {cls.code}

    assert leaves(errors.PostRefused) <= set(constants.PROBLEMS)


def test_sizes_follow_from_their_parts() -> None:
    assert constants.SMALLEST_ENVELOPE == min(envelope.ENVELOPE_SIZES)
    assert constants.LARGEST_ENVELOPE == max(envelope.ENVELOPE_SIZES)
    assert 18 == len(envelope.ENVELOPE_SIZES)


@pytest.mark.parametrize(
    "module", ["text", *sorted(p.stem for p in TARGET.parents[1].glob("wire/[a-z]*.py"))]
)
def test_a_module_cites_only_sections_that_exist(module: str) -> None:
    folder = TARGET.parents[1]
    path = folder / "text.py" if module == "text" else folder / "wire" / f"{module}.py"
    cited = re.findall(r"§(\d+)", path.read_text(encoding="utf-8"))
    assert set(cited) <= set(SECTIONS)


def test_text_keeps_the_section_that_its_module_cites() -> None:
    assert "Text" == SECTIONS["5"]


@pytest.mark.parametrize("name", sorted(MAKERS.keys() - FROZEN))
def test_vectors_are_what_their_maker_writes(name: str) -> None:
    assert made(name) == (FOLDER / f"{name}.json").read_text(encoding="ascii")


@pytest.mark.parametrize("name", sorted(FROZEN))
def test_the_frozen_vectors_have_the_cases_of_their_maker(name: str) -> None:
    frozen = json.loads((FOLDER / f"{name}.json").read_text(encoding="ascii"))
    fresh = json.loads(made(name))
    assert [(case["name"], case["expected"]) for case in fresh["cases"]] == [
        (case["name"], case["expected"]) for case in frozen["cases"]
    ]


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.json")), ids=lambda path: path.stem)
def test_a_file_of_vectors_is_whole(path: Path) -> None:
    vectors = json.loads(path.read_text(encoding="ascii"))
    names = [case["name"] for case in vectors["cases"]]
    codes = {
        case["expected"]["refused"] for case in vectors["cases"] if "refused" in case["expected"]
    }
    assert f"`{path.name}`" in section("16")
    assert len(set(names)) == len(names)
    assert codes <= CODES
    assert all({"name", "why", "input", "expected"} == set(case) for case in vectors["cases"])
