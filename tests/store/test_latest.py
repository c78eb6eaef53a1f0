"""The text in force: believed for a moment, kept on with while its place is away, then refused."""

import threading
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field

import pytest

from app.store.errors import NotFound, Unavailable
from app.store.published import Latest, Text


@dataclass
class Place:
    """A place whose answer a test sets; it counts how often it is asked."""

    answer: bytes | Exception
    believed: float = 5.0
    kept_on: float = 60.0
    asked: int = 0
    known: list[Text | None] = field(default_factory=list)

    def fetch(self, known: Text | None = None) -> Text:
        self.asked += 1
        self.known.append(known)
        if isinstance(self.answer, Exception):
            raise self.answer
        return known if known and known.data == self.answer else Text(self.answer, self.asked)

    def replace(self, data: bytes, _known: Text | None) -> None:
        self.answer = data


class Clock:
    now = 1_000_000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


def test_it_is_asked_for_again_only_after_a_moment(clock: Clock) -> None:
    place = Place(b"first")
    latest = Latest(place, clock)
    first = latest.text()
    clock.now += 4.9
    place.answer = b"second"
    assert latest.text() is first
    clock.now += 0.2

    assert (b"second", 2, first) == (latest.text().data, place.asked, place.known[-1])


def test_a_clock_that_was_set_back_makes_nothing_last(clock: Clock) -> None:
    place = Place(b"first")
    latest = Latest(place, clock)
    latest.text()
    clock.now -= 3_600

    latest.text()
    assert 2 == place.asked


def test_where_nothing_is_believed_each_time_is_asked(clock: Clock) -> None:
    place = Place(b"first", believed=0.0, kept_on=0.0)
    latest = Latest(place, clock)
    assert latest.text() is latest.text()
    place.answer = Unavailable("away")

    with pytest.raises(Unavailable, match="away"):
        latest.text()


def test_while_the_place_is_away_the_last_text_is_used_and_then_no_more(clock: Clock) -> None:
    place = Place(b"first")
    latest = Latest(place, clock)
    first = latest.text()
    place.answer = Unavailable("away")
    clock.now += 59.9
    assert latest.text() is first
    asked = place.asked
    assert latest.text() is first
    assert asked == place.asked  # not each time: who waits for it would wait for nothing
    clock.now += 0.2

    with pytest.raises(Unavailable, match="away"):
        latest.text()
    clock.now += 5
    place.answer = b"back"
    assert b"back" == latest.text().data


def test_what_was_taken_away_is_gone_at_once_and_back_at_once(clock: Clock) -> None:
    place = Place(b"first")
    latest = Latest(place, clock)
    latest.text()
    clock.now += 5
    place.answer = NotFound("at s3://a/keyring.txt")
    with pytest.raises(NotFound):
        latest.text()
    place.answer = b"mended"

    assert b"mended" == latest.text().data


def test_what_was_never_there_is_refused_until_it_is(clock: Clock) -> None:
    place = Place(Unavailable("away"))
    latest = Latest(place, clock)
    for _ in range(2):
        with pytest.raises(Unavailable, match="away"):
            latest.text()
    assert 1 == place.asked
    clock.now += 5
    place.answer = b"first"

    assert b"first" == latest.text().data


def test_while_one_asks_the_others_go_on_with_what_there_is(clock: Clock) -> None:
    asked, answer = threading.Event(), threading.Event()

    class Slow(Place):
        def fetch(self, known: Text | None = None) -> Text:
            if known is not None:
                asked.set()
                assert answer.wait(30)
            return super().fetch(known)

    latest = Latest(Slow(b"first"), clock)
    first = latest.text()
    clock.now += 5
    with ThreadPoolExecutor(2) as threads:
        one = threads.submit(latest.text)
        assert asked.wait(30)
        try:
            assert threads.submit(latest.text).result(30) is first
        finally:
            answer.set()
        assert one.result(30) is first


def test_who_knows_that_there_is_another_makes_it_be_asked_for(clock: Clock) -> None:
    place = Place(b"first")
    latest = Latest(place, clock)
    latest.text()
    place.answer = b"second"

    assert (b"second", 2) == (latest.text(anew=True).data, place.asked)
    assert b"second" == latest.text().data
