"""The package's file is whole or not there, and the same for the same contents."""

from pathlib import Path
from zipfile import ZipFile

import pytest

from serverless.package import make
from serverless.package.archive import write_archive
from serverless.package.bytecode import compile_all
from serverless.package.errors import PackageRefused


def test_the_order_of_what_is_given_means_nothing(tmp_path: Path) -> None:
    files = {"b.py": b"1", "a/c.py": b"2"}
    for name, given in (("one", files), ("two", dict(reversed(files.items())))):
        write_archive(given, tmp_path / name)
    assert (tmp_path / "one").read_bytes() == (tmp_path / "two").read_bytes()
    assert ["a/c.py", "b.py"] == ZipFile(tmp_path / "one").namelist()


def test_what_fails_leaves_the_package_of_before_and_nothing_else(tmp_path: Path) -> None:
    out = tmp_path / "turva.zip"
    write_archive({"a.py": b"1"}, out)
    before = out.read_bytes()
    with pytest.raises(TypeError):
        write_archive({"a.py": b"1", "b.py": 7}, out)  # type: ignore[dict-item]  # what fails
    assert (before, [out]) == (out.read_bytes(), list(tmp_path.iterdir()))


def test_a_module_that_cannot_be_compiled_is_refused(tmp_path: Path) -> None:
    (tmp_path / "broken.py").write_text("def")
    with pytest.raises(PackageRefused, match="cannot be compiled"):
        compile_all(tmp_path)


def test_a_file_that_we_and_a_library_have_is_refused() -> None:
    with pytest.raises(PackageRefused, match=r"^app/a.py is ours and comes with a library"):
        make._only_new({"app/a.py": b""}, {"app/a.py": b""})
