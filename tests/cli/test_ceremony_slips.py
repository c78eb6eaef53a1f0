"""What goes wrong in a ceremony: nothing is signed, and a sentence says what to do."""

import errno
import os
import shutil
from datetime import timedelta

import pytest

from app.commands import ceremony
from app.inbox.keys.root import Root, write_root
from tests.cli.keeper import Keeper, digits_in
from tests.inbox.keys.office import DAY


def test_a_member_whose_digits_differ_is_not_added(anna: Keeper) -> None:
    anna.begin()
    bo, spy = anna.colleague("bo"), anna.colleague("spy")
    digits = digits_in(bo.well("keys", "member", "bo"))
    spy.well("keys", "member", "bo")
    shutil.copy(spy.home / "staff" / "bo.member", bo.home / "staff" / "bo.member")
    before = anna.public()

    refused = anna.turva("keys", "add", bo.home / "staff" / "bo.member", "--digits", digits)
    assert 1 == refused.exit_code
    assert "exchanged" in refused.stderr
    assert before == anna.public()


def test_a_draft_that_was_exchanged_is_not_signed(anna: Keeper) -> None:
    anna.begin()
    digits = digits_in(anna.well("keys", "rotate"))
    shutil.rmtree(anna.home / "staff" / "draft")
    anna.well("keys", "rotate")  # another one, whole in itself
    before = anna.public()

    refused = anna.turva("keys", "sign", "--root", anna.stick / "root.key", "--digits", digits)
    assert 1 == refused.exit_code
    assert "exchanged" in refused.stderr
    assert before == anna.public()


def test_nothing_is_signed_without_check_digits_or_without_the_root(anna: Keeper) -> None:
    anna.begin()
    anna.well("keys", "rotate")
    before = anna.public()

    assert "--digits" in anna.turva("keys", "sign", "--root", anna.stick / "root.key").stderr
    assert "--root" in anna.turva("keys", "sign").stderr
    assert before == anna.public()


def test_the_root_is_not_made_and_not_used_where_we_keep_anything(anna: Keeper) -> None:
    (anna.home / "usb").mkdir(parents=True)
    refused = anna.turva("keys", "init", "--offline", anna.home / "usb", "--member", "anna")
    assert "online" in refused.stderr
    assert [] == list((anna.home / "usb").iterdir())

    anna.begin()
    shutil.copy(anna.stick / "root.key", anna.home / "staff" / "root.key")
    before = anna.public()
    used = anna.turva("keys", "rotate", "--root", anna.home / "staff" / "root.key")
    assert "online" in used.stderr
    assert before == anna.public()
    assert "root.key lies online" in anna.turva("keys", "verify").stdout
    assert "no demo keys" in anna.turva("keys", "demo").stderr


def test_a_stick_that_is_not_there_is_asked_for(anna: Keeper) -> None:
    refused = anna.turva("keys", "init", "--offline", anna.folder / "no", "--member", "anna")

    assert "plug in the stick" in refused.stderr
    assert not anna.home.joinpath("staff").exists()


def test_the_root_of_another_installation_signs_nothing(anna: Keeper) -> None:
    anna.begin()
    (anna.folder / "other").mkdir()
    write_root(anna.folder / "other" / "root.key", Root.generate(), DAY, None)
    before = anna.public()

    refused = anna.turva("keys", "rotate", "--root", anna.folder / "other" / "root.key")
    assert "another installation" in refused.stderr
    assert before == anna.public()


def test_a_wrong_passphrase_signs_nothing_and_is_not_repeated(anna: Keeper) -> None:
    anna.begin()
    before = anna.public()

    refused = anna.turva("keys", "rotate", "--root", anna.stick / "root.key", typed="hunter2\n")
    assert "does not open" in refused.stderr
    assert "hunter2" not in refused.output
    assert before == anna.public()


def test_another_change_never_drops_a_removal_that_waits_without_saying_so(anna: Keeper) -> None:
    anna.begin()
    anna.add(anna.colleague("bo"))
    anna.well("keys", "remove", "bo")

    dropped = "never signed:\n  roster 3: anna\n  removed: bo\n"
    assert dropped in anna.with_root("keys", "renew")
    anna.well("keys", "remove", "bo")
    assert dropped in anna.well("keys", "rotate")
    digits = digits_in(anna.well("keys", "remove", "bo"))
    assert "Dropped" not in anna.with_root("keys", "sign", "--digits", digits)
    assert "Dropped" not in anna.with_root("keys", "renew")


def test_a_draft_from_elsewhere_never_drops_one_of_ours_without_saying_so(anna: Keeper) -> None:
    anna.begin()
    anna.add(anna.colleague("bo"))
    digits = digits_in(anna.well("keys", "rotate"))
    carried = shutil.copytree(anna.home / "staff" / "draft", anna.folder / "carried")
    anna.well("keys", "remove", "bo")

    said = anna.with_root("keys", "sign", "--draft", carried, "--digits", digits)
    assert "never signed:\n  roster 3: anna\n  removed: bo\n" in said
    assert not carried.exists()


def test_a_full_stick_is_named(anna: Keeper, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> int:
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as disk:
        disk.setattr(os, "write", full)
        refused = anna.turva("keys", "init", "--offline", anna.stick, "--member", "anna")

    assert f"{anna.stick / 'root.key'} cannot be used: No space left" in refused.stderr
    assert 1 == refused.exit_code


def test_a_stick_with_another_root_is_told_before_its_passphrase_is_asked(anna: Keeper) -> None:
    write_root(anna.stick / "root.key", Root.generate(), DAY, "not ours")

    refused = anna.turva("keys", "init", "--offline", anna.stick, "--member", "anna", typed="x\n")
    assert "take an empty stick" in refused.stdout
    assert "does not open" in refused.stderr


def test_who_is_removed_does_not_do_it_themselves(anna: Keeper) -> None:
    anna.begin()
    anna.add(anna.colleague("bo"))
    before = anna.public()

    refused = anna.turva("keys", "remove", "anna", "--root", anna.stick / "root.key")
    assert "let another member do this" in refused.stderr
    events = str(anna.folder / "store" / "events")
    assert before == {path: data for path, data in anna.public().items() if events not in path}


@pytest.mark.parametrize("what", ["recovery", "statistics"])
def test_a_key_in_use_is_not_taken_for_the_one_that_replaces_it(anna: Keeper, what: str) -> None:
    anna.begin()
    before, words = anna.public(), anna.paper[f"stick/{what}.key"]

    option = f"--new-{what}"
    refused = anna.turva("keys", "rotate", option, anna.stick / f"{what}.key", typed=f"{words}\n")
    assert "in use already" in refused.stderr
    assert before == anna.public()

    said = anna.with_root("keys", "rotate", option, anna.stick / f"{what}-2.key")
    assert f"another {what} key" in said
    assert "LOOK" not in anna.well("keys", "verify", "--open")


@pytest.mark.parametrize("days", [-400, -2, 101, 400])
def test_a_date_that_cannot_be_right_is_doubted(
    anna: Keeper, days: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    anna.begin()
    day = ceremony.today() + timedelta(days=days)
    monkeypatch.setattr(ceremony, "today", lambda: day)
    done = anna.turva(
        "keys", "rotate", "--root", anna.stick / "root.key", typed=anna.paper["stick/root.key"]
    )

    assert f"says that today is {day}" in done.stderr
    # Where nobody can be asked, a long break goes on, and a day before the keys never does.
    assert (0 if days > 0 else 1) == done.exit_code


def test_a_first_day_where_the_store_lost_its_roster_begins_nothing_anew(anna: Keeper) -> None:
    anna.begin()
    (anna.folder / "store" / "keys" / "roster.txt").unlink()
    (anna.stick / "root.signed").unlink()
    before = anna.public()

    typed = "".join(f"{anna.paper[f'stick/{name}.key']}\n" for name in ("root", "recovery"))
    refused = anna.turva("keys", "init", "--offline", anna.stick, "--member", "anna", typed=typed)
    assert "roster.seen" in refused.stderr
    assert before == anna.public()

    shutil.copy(anna.home / "staff" / "roster.seen", anna.folder / "store" / "keys" / "roster.txt")
    assert "LOOK" not in anna.well("keys", "verify", "--open")


@pytest.mark.parametrize(
    ("days", "said"),
    [(-2, "of a day to come"), (-1, None), (45, None), (46, "Epoch 1 began on"), (120, "Epoch 1")],
)
def test_it_is_seen_that_an_epoch_was_missed_or_a_date_was_wrong(
    anna: Keeper, days: int, said: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    anna.begin()
    anna.with_root("keys", "renew")
    day = ceremony.today() + timedelta(days=days)
    monkeypatch.setattr(ceremony, "today", lambda: day)
    looked = [line for line in anna.turva("keys", "verify").stdout.splitlines() if "LOOK" in line]

    keyring = [line for line in looked if "Keyring" in line]  # its end has a sentence of its own
    assert (1 if said else 0) == len(looked) - len(keyring)
    assert said is None or said in "".join(looked)


def test_an_epoch_file_that_somebody_spoiled_is_mended_from_our_copy_by_the_next_change(
    anna: Keeper,
) -> None:
    anna.begin()
    anna.with_root("keys", "rotate")
    anna.well("inbox", "pull")
    for number in (1, 2):
        (anna.folder / "store" / "keys" / f"epoch-{number}.age").write_bytes(b"spoiled")
    bo = anna.colleague("bo")

    anna.add(bo)
    assert 2 == bo.well("keys", "verify", "--open").count("opens with your keys")


def test_an_epoch_file_that_is_gone_is_never_brought_back_by_a_change(anna: Keeper) -> None:
    anna.begin()
    anna.with_root("keys", "rotate")
    anna.well("inbox", "pull")
    first = anna.folder / "store" / "keys" / "epoch-1.age"
    first.unlink()

    anna.add(anna.colleague("bo"))
    assert not first.exists()
