"""Each line becomes one letter, however often it is tried, and what is said of it is known."""

from collections.abc import Callable

import pytest

from app.refer.errors import PostRefused, StateUnusable, Unreachable
from app.wire.errors import KeyringExpired, KeyringForged, KeyringTooOld
from app.wire.keyring import sign_keyring
from app.wire.note import SigningKey
from app.wire.receipt import derive
from tests.intake.stage import SITE, keyring, root
from tests.refer.stage import Desk, several, statuses, text


class Cut(BaseException):
    """Stands for the end of the process."""


def fail(error: BaseException) -> Callable[[], None]:
    def fate() -> None:
        raise error

    return fate


def fine() -> None:
    """Stands for nothing in particular."""


def test_a_letter_carries_what_the_line_says_and_its_way_back(desk: Desk) -> None:
    [report] = desk.send(text("referral", language="sv"))
    [letter] = desk.intake.letters()

    assert report.status == "sent"
    assert (report.reference, report.receipt) != (None, None)
    assert letter.letter_id.startswith(report.reference or "-")
    assert derive(report.receipt or "", SITE).way_back == letter.way_back
    assert ("referral", 1, "sv", "sealed") == (
        letter.form,
        letter.form_version,
        letter.language,
        letter.via,
    )
    assert ("housing", "lawyer") == letter.answers["needs"]


def test_what_was_sent_is_not_posted_again(desk: Desk) -> None:
    first = desk.send(several(3))
    again = desk.send(several(3))

    assert ["already sent"] * 3 == statuses(again)
    assert [each.receipt for each in first] == [each.receipt for each in again]
    assert len(desk.intake.posts) == 3


def test_a_changed_line_is_a_new_letter(desk: Desk) -> None:
    desk.send(text())
    desk.send(text(known="Something more."))

    assert len({letter.letter_id for letter in desk.intake.letters()}) == 2


def test_equal_lines_are_one_letter(desk: Desk) -> None:
    reports = desk.send(f"{text()}\n{several(1)}{text()}\n")

    assert ["sent", "sent", "repeated"] == statuses(reports)
    assert reports[2].same_as == 1
    assert len(desk.intake.posts) == 2


@pytest.mark.parametrize("cut", ["before the intake kept it", "after"])
def test_the_same_bytes_are_posted_after_a_cut(desk: Desk, cut: str) -> None:
    if cut == "after":
        desk.intake.after = fail(Cut())
    else:
        desk.intake.fates = iter([fail(Cut())])
    with pytest.raises(Cut):
        desk.send(several(2))
    desk.intake.after = None

    assert ["sent", "sent"] == statuses(desk.send(several(2)))
    assert desk.intake.posts[0] == desk.intake.posts[1]
    assert len(desk.intake.letters()) == 2


def test_no_answer_is_tried_again_after_longer_and_longer_pauses(desk: Desk) -> None:
    desk.intake.fates = iter([fail(Unreachable("x"))] * 3)

    assert ["sent"] == statuses(desk.send(text()))
    assert [1, 2, 4] == desk.pauses
    assert len(set(desk.intake.posts)) == 1


def test_a_closed_intake_is_tried_again_when_it_says(desk: Desk) -> None:
    desk.intake.fates = iter([fail(PostRefused("closed", 120)), fail(PostRefused("closed", 9999))])

    assert ["sent"] == statuses(desk.send(text()))
    assert [120, 300] == desk.pauses


def test_without_an_answer_nothing_is_said_to_be_known(desk: Desk) -> None:
    desk.intake.fates = iter([fail(Unreachable("x"))] * 99)
    reports = desk.send(several(2))

    assert ["unknown", "not sent"] == statuses(reports)
    assert reports[0].receipt
    assert isinstance(desk.stopped, Unreachable)


def test_not_sent_is_not_said_again_of_a_letter_that_may_have_arrived(desk: Desk) -> None:
    desk.intake.fates = iter([fail(Unreachable("x"))] * 6)
    desk.send(text())
    desk.intake.fates = iter([fail(PostRefused("closed"))])

    assert ["unknown"] == statuses(desk.send(text()))


def test_what_the_intake_refused_is_not_sent(desk: Desk) -> None:
    desk.intake.fates = iter([fail(PostRefused("wrong-content-type"))])

    assert ["not sent", "not sent"] == statuses(desk.send(several(2)))
    assert isinstance(desk.stopped, PostRefused)
    assert len(desk.intake.posts) == 1


def test_under_a_new_keyring_the_same_letter_is_sealed_anew(desk: Desk) -> None:
    desk.intake.fates = iter([fail(Unreachable("x"))] * 6)
    [before] = desk.send(text())
    desk.intake.serial += 1
    [after] = desk.send(text())
    [letter] = desk.intake.letters()

    assert (before.reference, before.receipt) == (after.reference, after.receipt)
    assert letter.serial == desk.intake.serial
    assert len(set(desk.intake.posts)) == 2


def test_a_keyring_that_changes_meanwhile_is_fetched_again(desk: Desk) -> None:
    def change() -> None:
        desk.intake.serial = 4

    desk.intake.fates = iter([fine, change])

    assert ["sent", "sent", "sent"] == statuses(desk.send(several(3)))
    assert [3, 4, 4] == [letter.serial for letter in desk.intake.letters()]


def test_a_service_that_always_finds_the_keyring_stale_is_not_asked_for_ever(desk: Desk) -> None:
    desk.intake.fates = iter([fail(PostRefused("stale-serial"))] * 99)

    assert ["not sent"] == statuses(desk.send(text()))
    assert len(desk.intake.posts) == 2


def test_an_answer_for_another_letter_counts_for_nothing(desk: Desk) -> None:
    desk.intake.answer = "0" * 64

    assert ["unknown"] == statuses(desk.send(text()))


@pytest.mark.parametrize(
    ("signed", "error"),
    [
        (lambda: sign_keyring(keyring(), SigningKey.generate("turva-root")), KeyringForged),
        (lambda: sign_keyring(keyring(days=-1), root()), KeyringExpired),
    ],
    ids=["forged", "expired"],
)
def test_nothing_is_sealed_under_a_keyring_that_is_not_to_be_believed(
    desk: Desk, signed: Callable[[], str], error: type[Exception]
) -> None:
    desk.intake.signed = signed

    assert ["not sent"] == statuses(desk.send(text()))
    assert isinstance(desk.stopped, error)
    assert [] == desk.intake.posts


def test_an_older_keyring_than_one_that_was_seen_is_refused(desk: Desk) -> None:
    desk.send(text())
    desk.intake.serial -= 1

    assert ["not sent"] == statuses(desk.send(several(1)))
    assert isinstance(desk.stopped, KeyringTooOld)


def test_a_dry_run_posts_and_remembers_nothing(desk: Desk) -> None:
    assert ["would be sent", "repeated"] == statuses(desk.send(f"{text()}\n{text()}", dry=True))
    assert [] == desk.intake.posts
    assert [] == list((desk.folder / "state").iterdir())


@pytest.mark.parametrize("damage", [b"", b"{}\n", b"\xff", b"[1]\nx"])
def test_a_damaged_memory_never_makes_a_second_letter(desk: Desk, damage: bytes) -> None:
    desk.send(text())
    [kept] = [each for each in (desk.folder / "state").iterdir() if each.name != "serial"]
    kept.write_bytes(damage)

    with pytest.raises(StateUnusable, match="was changed"):
        desk.send(text())
    assert len(desk.intake.posts) == 1


def test_an_envelope_that_was_exchanged_in_the_memory_is_not_posted(desk: Desk) -> None:
    desk.intake.fates = iter([fail(Unreachable("x"))] * 6)
    desk.send(text())
    [kept] = [each for each in (desk.folder / "state").iterdir() if each.name != "serial"]
    kept.write_bytes(kept.read_bytes()[:-1] + b"!")

    with pytest.raises(StateUnusable, match="was changed"):
        desk.send(text())


def test_the_memory_is_private_and_holds_no_answer(desk: Desk) -> None:
    desk.send(text(question="Zebra Question"))
    folder = desk.folder / "state"

    assert folder.stat().st_mode & 0o777 == 0o700
    for each in folder.iterdir():
        assert each.stat().st_mode & 0o077 == 0
        assert b"Zebra" not in each.read_bytes()


def test_what_is_not_sent_along_is_named_each_time_and_never_repeated(desk: Desk) -> None:
    line = text("referral", guardian="guardian_suspected", phone="040 1", email=" ", name="")
    (dry,) = desk.send(line, dry=True)
    (sent,) = desk.send(line)
    (again,) = desk.send(line)
    (letter,) = desk.intake.letters()

    assert [("guardian", "phone")] * 3 == [each.left_out for each in (dry, sent, again)]
    assert letter.answers.keys().isdisjoint({"guardian", "phone"})
    assert () == desk.send(text("referral"))[0].left_out
