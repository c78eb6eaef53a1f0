"""The ceremonies of KEYS.md as they are typed: first day, a colleague comes, rotation, removal."""

import re
import shutil
from pathlib import Path

import pytest

from app.age.file import open_sealed
from app.age.scrypt import ScryptIdentity
from app.commands import beginning, ceremony
from tests.cli.keeper import FILES, Keeper, digits_in
from tests.inbox.keys.office import Cut, cut_before


def test_the_first_day_protects_every_secret_and_shows_each_passphrase_once(anna: Keeper) -> None:
    said = anna.begin()

    places = [*(anna.stick / name for name in FILES[:3]), anna.home / "staff" / FILES[3]]
    assert 4 == len(set(anna.paper.values()))
    for place in places:
        words = anna.paper[str(place.relative_to(anna.folder))]
        assert 1 == said.count(words)
        assert b"KEY" in open_sealed(place.read_bytes(), [ScryptIdentity(words)])
        assert 0o600 == place.stat().st_mode & 0o777
    assert "SECRET" not in said
    assert "PRIVATE" not in said
    assert "LOOK" not in anna.well("keys", "verify", "--open")
    assert not list(anna.home.rglob("root.key"))
    assert "0 new" in anna.well("inbox", "pull")  # also where no letter ever came


@pytest.mark.parametrize("step", range(11))
def test_a_first_day_that_was_cut_is_gone_through_again_with_the_same_passphrases(
    anna: Keeper, step: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown: dict[str, str] = {}
    made = ceremony.shown_passphrase

    def seen(path: Path, what: str) -> str:
        words = shown[str(path.relative_to(anna.folder))] = made(path, what)
        return words

    monkeypatch.setattr(beginning, "shown_passphrase", seen)
    with pytest.raises(Cut), cut_before(step):
        anna.begin()
    there = [name for name in FILES[:3] if (anna.stick / name).exists()]
    before = {path.name: path.read_bytes() for path in anna.stick.iterdir()}
    anna.paper.update(shown)

    typed = "".join(f"{shown[f'stick/{name}']}\n" for name in there)
    anna.well("keys", "init", "--offline", anna.stick, "--member", "anna", typed=typed)

    after = {path.name: path.read_bytes() for path in anna.stick.iterdir()}
    assert before == {name: after[name] for name in before}
    assert "LOOK" not in anna.well("keys", "verify", "--open")


def test_a_colleague_is_added_and_removed(anna: Keeper) -> None:
    anna.begin()
    bo = anna.colleague("bo")
    anna.add(bo)
    assert "Epoch 1 opens" in bo.well("keys", "verify", "--open")
    anna.with_root("keys", "remove", "bo")

    assert ["anna"] == re.findall(r"member (\S+)", anna.well("keys", "show"))
    anna.minimum = 2
    assert "LOOK" not in anna.well("keys", "verify", "--open")
    assert "Epoch 2 does not open" in bo.turva("keys", "verify", "--open").stdout
    assert "bo has been removed." in anna.with_root("keys", "remove", "bo")


def test_a_rotation_is_prepared_here_and_signed_where_the_root_is(anna: Keeper) -> None:
    anna.begin()
    before = anna.public()
    digits = digits_in(anna.well("keys", "rotate"))
    assert before == anna.public()  # nothing is in force yet

    said = anna.with_root("keys", "sign", "--digits", digits)
    assert "new epoch: 2" in said
    assert "keyring 2" in said
    assert "LOOK" not in anna.well("keys", "verify", "--open")
    assert "Nothing waits" in anna.well("keys", "sign")


def test_when_all_members_keys_are_lost_recovery_brings_a_new_member(anna: Keeper) -> None:
    anna.begin()
    anna.with_root("keys", "rotate")
    shutil.rmtree(anna.home)
    shutil.copy(anna.stick / "root.vkey", anna.folder / "public")
    dora = anna.colleague("dora")
    (dora.home / "staff").mkdir(parents=True)
    shutil.copy(anna.stick / "roster.vkey", dora.home / "staff")
    digits = digits_in(dora.well("keys", "member", "dora"))
    typed = f"{anna.paper['stick/recovery.key']}\n{anna.paper['stick/root.key']}\n"
    dora.well("keys", "add", dora.home / "staff" / "dora.member", "--digits", digits,
              "--recovery", anna.stick / "recovery.key", "--root", anna.stick / "root.key",
              typed=typed)  # fmt: skip
    dora.with_root("keys", "remove", "anna")
    dora.with_root("keys", "rotate", "--new-recovery", anna.stick / "recovery-2.key")

    dora.minimum = 3
    said = dora.well("keys", "verify", "--open")
    assert 4 == said.count("opens with your keys")
    assert "LOOK" not in said
