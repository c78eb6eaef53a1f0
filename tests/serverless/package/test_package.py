"""The package as Lambda gets it: every entry is there by a rule, and none holds what is secret."""

import getpass
import importlib.util
import marshal
import re
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from zipfile import ZipFile

import pytest

from serverless.package.make import MOST_BYTES
from tests.serverless.package.entries import ALLOWED, WANTED

PROJECT = Path(__file__).parents[3]

SECRETS = {
    "an age identity": rb"AGE-SECRET-KEY-(PQ-)?1[0-9A-Z]{20}",
    "a signing key": rb"PRIVATE\+KEY\+[a-z.-]+\+[0-9a-f]{8}\+",
    "a key in PEM": rb"-----BEGIN ([A-Z]+ )*PRIVATE KEY-----\s+[A-Za-z0-9+/]{40}",
    "an age file": rb"age-encryption\.org/v1\n-> \w+ [A-Za-z0-9+/]{20}",
    "a cloud's key": rb"\b(AKIA|ASIA)[0-9A-Z]{16}\b",
}

PUBLISHED = {"app/age/selftest.py", "app/age/__pycache__/selftest.cpython-311.pyc"}
"""A vector that everybody knows, with which each start tries the cryptography."""

UNCHECKED = 0b01
"""How the second word of bytecode says that no source is looked at (PEP 552)."""

SHORT = 6
"""A name that is not longer may stand anywhere by chance."""

GLIBC = (2, 26)
"""That of the system on which Lambda's python3.11 runs."""


@pytest.fixture(scope="module")
def archive(package: Path) -> Iterator[ZipFile]:
    with ZipFile(package) as opened:
        yield opened


def test_every_entry_is_there_by_a_rule(archive: ZipFile) -> None:
    rules = re.compile("|".join(ALLOWED), re.VERBOSE)
    assert [] == [each for each in archive.namelist() if not rules.fullmatch(each)]


def test_all_that_the_functions_need_is_there(archive: ZipFile) -> None:
    assert set() == set(WANTED) - set(archive.namelist())


@pytest.mark.parametrize("secret", SECRETS)
def test_no_entry_holds_a_secret(archive: ZipFile, secret: str) -> None:
    pattern = re.compile(SECRETS[secret])
    found = {each for each in archive.namelist() if pattern.search(archive.read(each))}
    assert set() == found - PUBLISHED


def test_nothing_tells_who_made_it_or_where(archive: ZipFile) -> None:
    names = [each for each in (socket.gethostname(), getpass.getuser()) if len(each) > SHORT]
    traces = [str(PROJECT), "turva-package-", *names]
    pattern = re.compile("|".join(re.escape(each) for each in traces).encode())
    assert [] == [each for each in archive.namelist() if pattern.search(archive.read(each))]


def test_all_entries_have_one_date_one_mode_and_their_order(archive: ZipFile) -> None:
    entries = archive.infolist()
    assert sorted(each.filename for each in entries) == archive.namelist()
    assert {((1980, 1, 1, 0, 0, 0), 0o100644 << 16, 3)} == {
        (each.date_time, each.external_attr, each.create_system) for each in entries
    }


def test_every_module_has_bytecode_that_is_believed_without_a_look_at_it(archive: ZipFile) -> None:
    modules = {each for each in archive.namelist() if each.endswith(".py")}
    compiled = {each for each in archive.namelist() if each.endswith(".pyc")}
    assert {_compiled(each) for each in modules} == compiled
    for module in modules:
        data = archive.read(_compiled(module))
        assert importlib.util.MAGIC_NUMBER == data[:4], module
        assert UNCHECKED == int.from_bytes(data[4:8], "little"), module
        assert f"/var/task/{module}" == marshal.loads(data[16:]).co_filename  # noqa: S302 (our own)


def test_what_is_native_runs_on_the_system_of_the_functions(archive: ZipFile) -> None:
    native = [each for each in archive.namelist() if each.endswith(".so")]
    assert native
    for each in native:
        data = archive.read(each)
        assert b"\x7fELF\x02" == data[:5], each
        assert 62 == int.from_bytes(data[18:20], "little"), each  # x86-64
        asked = {tuple(map(int, found)) for found in re.findall(rb"GLIBC_(\d+)\.(\d+)", data)}
        assert asked, each
        assert max(asked) <= GLIBC, each


def test_it_is_no_larger_than_promised(package: Path) -> None:
    assert package.stat().st_size <= MOST_BYTES


def test_the_entry_loads_from_the_package_alone(package_folder: Path) -> None:
    code = (
        "import sys; sys.path[:] = [each for each in sys.path if 'site-packages' not in each];"
        f"sys.path.insert(0, {str(package_folder)!r}); import serverless.entry;"
        "own = [getattr(m, '__file__', None) or '' for m in sys.modules.values()];"
        "print(serverless.entry.__file__, any('site-packages' in each for each in own),"
        " 'yaml' in sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-I", "-S", "-B", "-c", code],
        cwd=package_folder,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert (f"{package_folder}/serverless/entry.py False False\n", "") == (done.stdout, done.stderr)


def test_the_first_page_of_the_plain_ways_loads_nothing_of_letters(package_folder: Path) -> None:
    code = (
        "import sys; sys.path[:] = [each for each in sys.path if 'site-packages' not in each];"
        f"sys.path.insert(0, {str(package_folder)!r});"
        "import serverless.entry, app.intake.program, app.built;"
        "print(*sorted(each for each in sys.modules if each.startswith(('app.', 'wtforms'))))"
    )
    done = subprocess.run(
        [sys.executable, "-I", "-S", "-B", "-c", code],
        cwd=package_folder,
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    loaded = set(done.stdout.split())
    assert "app.intake.blank" in loaded
    assert set() == loaded & {
        *("app.wire.letter", "app.wire.envelope", "app.wire.mailbox", "app.wire.receipt"),
        *("app.age.selftest", "app.forms.validate", "app.forms.wtf", "wtforms"),
    }


def _compiled(module: str) -> str:
    path = Path(module)
    tag = sys.implementation.cache_tag
    return (path.parent / "__pycache__" / f"{path.stem}.{tag}.pyc").as_posix()
