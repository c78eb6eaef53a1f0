"""`turva release`: a key, a signed build, and a check that anybody can make."""

import re
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from app.cli import main

ROOT = "turva-root+889302f5+Ac8zSFfst4dz3tcdHifhT1bfdBxvUxlrR31jAvXZeprK"


def turva(*words: object, typed: str = "", root: str = ROOT) -> Result:
    environment = {"TURVA_ROOT": root}
    return CliRunner().invoke(main, [str(word) for word in words], input=typed, env=environment)


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A build."""
    out = tmp_path_factory.mktemp("release") / "site"
    assert 0 == turva("build", out).exit_code
    return out


def test_a_build_is_signed_with_a_new_key_and_checked_with_its_public_half(out: Path) -> None:
    file = out.parent / "release.key"
    made = turva("release", "key", file)
    passphrase = re.findall(r"^    (.+)$", made.output, re.MULTILINE)[0]
    public = made.output.split()[-1]
    assert "not signed" in turva("build", out).output
    assert 1 == turva("release", "check", out, "--release-key", public).exit_code

    signed = turva("release", "sign", out, "--key", file, typed=f"{passphrase}\n")
    assert 0 == signed.exit_code, signed.output
    assert "is signed" in signed.output
    checked = turva("release", "check", out, "--release-key", public)
    assert 0 == checked.exit_code, checked.output
    (out / "404.html").write_text("another")
    said = turva("release", "check", out, "--release-key", public)
    assert (1, True) == (said.exit_code, "404.html" in said.output)
    turva("build", out)


def test_a_wrong_passphrase_signs_nothing_and_is_not_repeated(out: Path) -> None:
    file = out.parent / "other.key"
    turva("release", "key", file)
    said = turva("release", "sign", out, "--key", file, typed="not the right words\n")
    assert 1 == said.exit_code
    assert "does not open" in said.output
    assert "not the right words" not in said.output


def test_a_key_is_never_overwritten(out: Path) -> None:
    file = out.parent / "kept.key"
    turva("release", "key", file)
    before = file.read_bytes()
    assert "is there already" in turva("release", "key", file).output
    assert before == file.read_bytes()
    assert 0o600 == file.stat().st_mode & 0o777


def test_the_file_of_another_key_is_refused_unquoted(out: Path, tmp_path: Path) -> None:
    identity = "AGE-SECRET-KEY-1EXAMPLE"
    file = tmp_path / "member.key"
    file.write_text(f"# a member\n{identity}\n")
    said = turva("release", "sign", out, "--key", file)
    assert "holds no release key" in said.output
    assert identity not in said.output


def test_the_same_site_gives_the_same_manifest_and_bill(out: Path, tmp_path: Path) -> None:
    other = tmp_path / "site"
    turva("build", out)
    turva("build", other)
    for name in ("site/manifest.txt", "site.cdx.json"):
        assert (out.parent / name).read_bytes() == (tmp_path / name).read_bytes()
