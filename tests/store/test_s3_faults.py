"""A store that fails all the time: nothing acknowledged is lost, and nothing is doubled (P6)."""

import hashlib
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest

from app.store.errors import Changed, Conflict, Unavailable
from app.store.s3 import S3Archive, S3Store
from app.store.s3_client import Patience
from app.store.s3_shelf import S3Shelf
from tests.store.faulty_proxy import AFTER, FAULTS, Faults, faulty_proxy
from tests.store.s3_server import Server

THREADS = 8
IMPATIENT = Patience(connect=0.3, read=0.3, total=20.0)
SENDS = [
    pytest.param("seaweed", 1_000, id="seaweed-1000"),
    pytest.param("ministack", 10_000, id="ministack-10000", marks=pytest.mark.long),
    pytest.param("seaweed", 10_000, id="seaweed-10000", marks=pytest.mark.long),
]


def _object(number: int) -> tuple[str, bytes]:
    data = f"letter {number}".encode() * (number % 40 + 1)
    return hashlib.sha256(data).hexdigest(), data


@pytest.mark.parametrize(("name", "sends"), SENDS)
def test_of_many_sends_of_which_a_fifth_fails_none_is_lost_or_doubled(
    s3_server: Callable[[str], Server], name: str, sends: int
) -> None:
    server, faults = s3_server(name), Faults(share=0.2)
    folder = server.new_folder()
    with faulty_proxy(server.endpoint, faults) as between:
        store = S3Store(server.s3(endpoint=between, patience=IMPATIENT), folder)

        def send(number: int) -> bool:
            try:
                store.put(*_object(number))
            except Unavailable:
                return False  # a clear answer: the sender keeps the text and sends again
            return True

        with ThreadPoolExecutor(THREADS) as threads:
            acknowledged = list(threads.map(send, range(sends)))

    straight = S3Store(server.s3(), folder)
    kept = list(straight.names())
    told = {_object(number)[0] for number, yes in enumerate(acknowledged) if yes}
    assert set() == told - set(kept)
    assert set() == set(kept) - {_object(number)[0] for number in range(sends)}
    assert len(set(kept)) == len(kept)
    assert Counter(dict.fromkeys(faults.kept, 1)) == faults.kept
    assert sends == len(faults.kept)
    # Eight tries of which a fifth fails: to fail at all of them takes more than these sends.
    assert sends == sum(acknowledged)
    assert set(FAULTS) <= set(faults.happened)
    for number in range(0, sends, max(1, sends // 100)):
        assert _object(number)[1] == straight.get(_object(number)[0])


@pytest.mark.parametrize("fault", FAULTS)
def test_a_put_that_fails_once_is_acknowledged_once_it_is_there(
    s3_server: Callable[[str], Server], fault: str
) -> None:
    server, faults = s3_server("ministack"), Faults(script=[fault])
    folder = server.new_folder()
    with faulty_proxy(server.endpoint, faults) as between:
        S3Store(server.s3(endpoint=between, patience=IMPATIENT), folder).put("a", b"data")

    assert b"data" == S3Store(server.s3(), folder).get("a")
    assert 1 == faults.happened[fault]


def test_a_put_whose_answers_are_all_lost_is_never_acknowledged(
    s3_server: Callable[[str], Server],
) -> None:
    server, faults = s3_server("ministack"), Faults(script=["cut-before-answer"] * 100)
    folder = server.new_folder()
    with faulty_proxy(server.endpoint, faults) as between:
        store = S3Store(server.s3(endpoint=between, patience=Patience(tries=3)), folder)
        with pytest.raises(Unavailable):
            store.put("a", b"data")

    assert Counter({"cut-before-answer": 3}) == faults.happened


def test_other_bytes_are_a_conflict_also_when_the_first_answer_was_lost(
    s3_server: Callable[[str], Server],
) -> None:
    server, faults = s3_server("ministack"), Faults(script=["cut-before-answer"])
    folder = server.new_folder()
    S3Store(server.s3(), folder).put("a", b"another's")
    with faulty_proxy(server.endpoint, faults) as between:
        store = S3Store(server.s3(endpoint=between, patience=IMPATIENT), folder)
        with pytest.raises(Conflict):
            store.put("a", b"mine")

    assert b"another's" == S3Store(server.s3(), folder).get("a")


@pytest.mark.parametrize("fault", AFTER)
@pytest.mark.parametrize("there", [True, False])
def test_a_replacement_whose_answer_was_lost_is_no_change_by_others(
    s3_server: Callable[[str], Server], fault: str, *, there: bool
) -> None:
    server, faults = s3_server("ministack"), Faults(script=[fault])
    folder = server.new_folder()
    straight = S3Shelf(server.s3(), folder)
    before = straight.replace("a", b"old", None) if there else None
    with faulty_proxy(server.endpoint, faults) as between:
        tag = S3Shelf(server.s3(endpoint=between, patience=IMPATIENT), folder).replace(
            "a", b"new", before
        )

    assert (b"new", tag) == straight.read("a")


def test_a_replacement_by_others_is_told_also_when_the_first_answer_was_lost(
    s3_server: Callable[[str], Server],
) -> None:
    server, faults = s3_server("ministack"), Faults(script=["cut-before-answer"])
    folder = server.new_folder()
    straight = S3Shelf(server.s3(), folder)
    before = straight.replace("a", b"old", None)
    straight.replace("a", b"another's", before)
    with faulty_proxy(server.endpoint, faults) as between:
        shelf = S3Shelf(server.s3(endpoint=between, patience=IMPATIENT), folder)
        with pytest.raises(Changed):
            shelf.replace("a", b"mine", before)

    assert b"another's" == (straight.read("a") or [b""])[0]


@pytest.mark.parametrize("fault", FAULTS)
def test_a_removal_and_a_reading_that_fail_once_are_done_at_the_next_try(
    s3_server: Callable[[str], Server], fault: str
) -> None:
    server, folder = s3_server("ministack"), s3_server("ministack").new_folder()
    S3Archive(server.s3(), folder).put("a", b"data" * 100)
    faults = Faults(script=[fault, "", fault, "", fault])
    with faulty_proxy(server.endpoint, faults) as between:
        archive = S3Archive(server.s3(endpoint=between, patience=IMPATIENT), folder)
        assert b"data" * 100 == archive.get("a")
        assert ["a"] == list(archive.names())
        archive.remove("a")

    assert [] == list(S3Archive(server.s3(), folder).names())
