"""Keys are derived one after the other; who stands too long is told, and nothing is lost."""

from collections.abc import Iterator
from contextlib import contextmanager
from queue import Queue
from threading import Event, Thread

import pytest
from flask.testing import FlaskClient

from app.intake import derivation
from app.intake.derivation import LINE, Derivation
from app.intake.errors import Busy
from app.wire.errors import ReceiptCheck
from app.wire.receipt import ReceiptKeys, derive, new_receipt
from tests.intake.answers import KEYS, RECEIPT
from tests.intake.stage import SITE, Stage
from tests.intake.steps import OWN, page


@contextmanager
def one_under_way(monkeypatch: pytest.MonkeyPatch, line: Derivation) -> Iterator[None]:
    """Have another request derive all the time."""
    begun, end = Event(), Event()

    def slow(receipt: str, site: str) -> ReceiptKeys:
        begun.set()
        end.wait(20)
        return derive(receipt, site)

    with monkeypatch.context() as patch:
        patch.setattr(derivation, "derive", slow)
        other = Thread(target=line.keys, args=(RECEIPT,))
        other.start()
        assert begun.wait(20)
    try:
        yield
    finally:
        end.set()
        other.join(20)


def test_the_keys_are_those_of_the_receipt_on_this_site() -> None:
    assert KEYS.secret == Derivation(SITE).keys(RECEIPT).secret
    assert KEYS.secret != Derivation("other.example").keys(RECEIPT).secret


def test_a_second_derivation_at_the_same_time_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    line = Derivation(SITE, patience=0)
    with one_under_way(monkeypatch, line), pytest.raises(Busy):
        line.keys(RECEIPT)

    assert KEYS.secret == line.keys(RECEIPT).secret


def test_who_stands_behind_a_short_one_is_served(monkeypatch: pytest.MonkeyPatch) -> None:
    line = Derivation(SITE, patience=20)
    found: list[bytes] = []
    second = Thread(target=lambda: found.append(line.keys(RECEIPT).secret))
    with one_under_way(monkeypatch, line):
        second.start()
    second.join(20)

    assert [KEYS.secret] == found


def test_a_failure_leaves_the_line_open() -> None:
    line = Derivation(SITE, patience=0)
    wrong = RECEIPT[:-1] + str((int(RECEIPT[-1]) + 1) % 10)
    for _ in range(2):
        with pytest.raises(ReceiptCheck):
            line.keys(wrong)
    assert KEYS.secret == line.keys(RECEIPT).secret


def test_who_meets_a_full_line_is_told_at_once_however_patient(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Else those who wait would take every thread from the sealed way."""
    line = Derivation(SITE, patience=60)
    answers: Queue[object] = Queue()

    def come() -> None:
        try:
            answers.put(line.keys(RECEIPT).secret)
        except Busy as error:
            answers.put(type(error))

    crowd = [Thread(target=come) for _ in range(10)]
    with one_under_way(monkeypatch, line):
        for each in crowd:
            each.start()
        at_once = [answers.get(timeout=20) for _ in range(len(crowd) - LINE + 1)]
    for each in crowd:
        each.join(20)

    assert {Busy} == set(at_once)
    assert [KEYS.secret] * (LINE - 1) == [answers.get(timeout=20) for _ in range(LINE - 1)]


def test_a_flood_of_look_ups_keeps_no_letter_from_being_sent(
    stage: Stage, client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever types digits that are well formed, again and again, on many connections."""
    flooding, end, answers = new_receipt(), Event(), Queue[int]()

    def slow(receipt: str, site: str) -> ReceiptKeys:
        if receipt == flooding:
            end.wait(20)
        return derive(receipt, site)

    def look() -> None:
        other = stage.intake.test_client(use_cookies=False)
        posted = {"receipt": flooding}
        answers.put(other.post("/en/return/plain/open", data=posted, headers=OWN).status_code)

    checked = page(client.post("/en/write/plain/", data={"message": "help"}, headers=OWN))
    again = {"message": "again", "receipt": RECEIPT}
    back = page(client.post("/en/return/plain/", data=again, headers=OWN))
    monkeypatch.setattr(derivation, "derive", slow)
    crowd = [Thread(target=look) for _ in range(10)]
    for each in crowd:
        each.start()
    refused = [answers.get(timeout=20) for _ in range(len(crowd) - LINE)]
    sent = [
        client.post("/en/write/plain/send", data=checked.posted(), headers=OWN).status_code,
        client.post("/en/return/plain/send", data=back.posted(), headers=OWN).status_code,
    ]
    end.set()
    for each in crowd:
        each.join(20)

    assert {503} == set(refused)
    assert [200, 303] == sent
    assert 2 == len(stage.letters())
