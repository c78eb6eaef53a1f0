"""Libraries come as the lock names them, by hash, or a sentence says what is wrong."""

import hashlib
import pickle
import shutil
import zipfile
from pathlib import Path

import pytest

from serverless.package.errors import WheelRefused
from serverless.package.libraries import locales, merged, taken
from serverless.package.runtime import Runtime
from serverless.package.wheels import LOCK, Wheel, fetch
from tests.serverless.package.locks import locked, whole

RUNTIME = Runtime(3, 11)


def project_with(folder: Path, lock: str) -> Path:
    (folder / LOCK).parent.mkdir(parents=True)
    (folder / LOCK).write_text(lock)
    return folder


def wheel_of(folder: Path, **files: bytes) -> Wheel:
    path = folder / "thing-1.0-py3-none-any.whl"
    with zipfile.ZipFile(path, "w") as made:
        for name, data in files.items():
            made.writestr(name.replace("__", "/").replace("_dot_", "."), data)
    return Wheel("thing", "1.0", path)


def test_a_wheel_is_fetched_by_its_hash(tmp_path: Path) -> None:
    project = project_with(tmp_path / "project", locked("blinker"))
    folder = tmp_path / "wheels"
    (wheel,) = fetch(project, RUNTIME, folder)
    assert ("blinker", "1.9.0") == (wheel.name, wheel.version)
    assert wheel.digest in whole()
    assert "blinker/__init__.py" in taken(wheel)
    assert not [each for each in taken(wheel) if not each.endswith(".py")]


def test_another_hash_than_the_locks_is_refused(tmp_path: Path) -> None:
    lock = f"blinker==1.9.0 --hash=sha256:{hashlib.sha256(b'other').hexdigest()}\n"
    project = project_with(tmp_path / "project", lock)
    with pytest.raises(WheelRefused, match=r"^pip could not fetch what requirements/function.txt"):
        fetch(project, RUNTIME, tmp_path / "wheels")


def test_a_library_without_a_hash_is_refused(tmp_path: Path) -> None:
    project = project_with(tmp_path / "project", "blinker==1.9.0\n")
    with pytest.raises(WheelRefused):
        fetch(project, RUNTIME, tmp_path / "wheels")


def test_a_damaged_wheel_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "thing-1.0-py3-none-any.whl"
    path.write_bytes(b"nothing")
    with pytest.raises(WheelRefused, match="is damaged"):
        Wheel("thing", "1.0", path).files()


@pytest.mark.parametrize("name", ["..__escaped.py", "thing-1.0.data__purelib__thing.py", "a\\b.py"])
def test_a_wheel_with_a_strange_place_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(WheelRefused, match="does not know how to place"):
        wheel_of(tmp_path, **{name: b""}).files()


def test_only_code_and_named_data_are_taken(tmp_path: Path) -> None:
    files = {
        "thing__a.py": b"",
        "thing__native.so": b"",
        "thing__notes.txt": b"",
        "thing__a.pyi": b"",
        "thing-1.0.dist-info__METADATA": b"",
        "babel__locale-data__fi.dat": pickle.dumps({}),
        "babel__locale-data__de.dat": b"",
        "botocore__data__x.py": b"",
        "thing-1.0.data__scripts__run.py": b"",
    }
    wheel = wheel_of(tmp_path, **files)
    assert {"thing/a.py", "thing/native.so", "babel/locale-data/fi.dat"} == taken(wheel).keys()


def test_a_file_that_two_libraries_bring_is_refused(tmp_path: Path) -> None:
    wheel = wheel_of(tmp_path, **{"thing__a.py": b""})
    other = tmp_path / "other-1.0-py3-none-any.whl"
    shutil.copyfile(wheel.path, other)
    with pytest.raises(WheelRefused, match=r"^thing/a.py comes with two"):
        merged((wheel, Wheel("other", "1.0", other)))


def test_the_locales_are_those_of_our_languages_and_what_they_inherit_from() -> None:
    assert {"root", "ar", "en", "fa", "fa_AF", "fi", "ru", "so", "sv", "th"} == locales()
