"""A build and its manifest: signed only as it was built, and any change is seen."""

import gzip
from pathlib import Path

import pytest

from app.release import (
    MANIFEST,
    BuildChanged,
    NoBuild,
    check_build,
    compressed,
    sign_build,
    write_manifest,
    write_twins,
)
from app.wire.errors import ManifestForged
from app.wire.manifest import RELEASE_NAME
from app.wire.note import SigningKey

KEY = SigningKey(RELEASE_NAME, bytes(range(32)))


@pytest.fixture
def out(tmp_path: Path) -> Path:
    """A build with its manifest."""
    for path in (".turva-build", "404.html", "en/index.html", "assets/a.js"):
        (tmp_path / path).parent.mkdir(exist_ok=True)
        (tmp_path / path).write_text(path)
    write_twins(tmp_path)
    write_manifest(tmp_path)
    return tmp_path


def test_a_build_is_signed_and_is_what_was_signed(out: Path) -> None:
    assert 3 == sign_build(out, KEY)
    assert 3 == check_build(out, KEY.verifier)
    assert 3 == check_build(out)


def test_the_twins_are_the_same_files_made_smaller_and_the_same_each_time(out: Path) -> None:
    twins = {path: path.read_bytes() for path in out.rglob("*.gz")}
    write_twins(out)

    assert {"404.html.gz", "index.html.gz", "a.js.gz"} == {path.name for path in twins}
    for path, body in twins.items():
        assert path.read_bytes() == body
        assert gzip.decompress(body) == path.with_suffix("").read_bytes()


def test_signed_twice_it_is_the_same(out: Path) -> None:
    sign_build(out, KEY)
    first = (out / MANIFEST).read_bytes()
    sign_build(out, KEY)
    assert first == (out / MANIFEST).read_bytes()


def test_another_key_takes_the_place_of_the_one_before(out: Path) -> None:
    other = SigningKey.generate(RELEASE_NAME)
    sign_build(out, other)
    sign_build(out, KEY)
    assert 3 == check_build(out, KEY.verifier)
    with pytest.raises(ManifestForged):
        check_build(out, other.verifier)


def changed(out: Path) -> None:
    (out / "en/index.html").write_text("another")


def added(out: Path) -> None:
    (out / "en/new.html").write_text("")


def removed(out: Path) -> None:
    (out / "404.html").unlink()


def other_twin(out: Path) -> None:
    (out / "en/index.html.gz").write_bytes(compressed(b"another"))


def broken_twin(out: Path) -> None:
    (out / "en/index.html.gz").write_bytes(b"no gzip")


def lone_twin(out: Path) -> None:
    (out / "en/none.html.gz").write_bytes(compressed(b"alone"))


def hidden(out: Path) -> None:
    (out / "en/.turva-build").write_text("")


@pytest.mark.parametrize(
    "change", [changed, added, removed, hidden, other_twin, broken_twin, lone_twin]
)
def test_a_build_that_was_changed_is_neither_accepted_nor_signed(out: Path, change: object) -> None:
    sign_build(out, KEY)
    before = (out / MANIFEST).read_bytes()
    assert callable(change)
    change(out)
    with pytest.raises(BuildChanged, match="turva build"):
        check_build(out, KEY.verifier)
    with pytest.raises(BuildChanged):
        sign_build(out, KEY)
    assert before == (out / MANIFEST).read_bytes()


def test_a_build_that_nobody_signed_passes_only_where_no_signature_is_asked(out: Path) -> None:
    assert 3 == check_build(out)
    with pytest.raises(ManifestForged, match="nobody has signed it"):
        check_build(out, KEY.verifier)


def test_a_folder_without_a_manifest_is_said_to_be_no_build(tmp_path: Path) -> None:
    with pytest.raises(NoBuild, match="turva build"):
        sign_build(tmp_path, KEY)
