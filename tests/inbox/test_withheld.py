"""A store that does not give everything: nobody is told that what may be missing is there."""

from collections.abc import Iterator
from datetime import timedelta

import pytest

from app.inbox import journal
from app.inbox.calendar import today
from app.inbox.errors import NotPublished
from app.inbox.publishing import is_behind, mend
from app.store.errors import Unavailable
from tests.inbox.answers import answer, texts_under
from tests.inbox.office import Office
from tests.inbox.sender import Sender


def out_of_reach(monkeypatch: pytest.MonkeyPatch, office: Office, *names: str) -> None:
    """Let the shared store fail to hand out these events, or any if none is named."""
    get = office.events.get

    def failing(name: str) -> bytes:
        if not names or name in names:
            raise Unavailable("the network is slow")
        return get(name)

    monkeypatch.setattr(office.events, "get", failing)


def test_who_cannot_fetch_an_event_takes_no_answer_away_and_is_not_told_that_theirs_is_there(
    waiting: Sender, monkeypatch: pytest.MonkeyPatch
) -> None:
    answer(waiting.office.desk("aino"), "by aino")
    bo = waiting.office.desk("bo")
    with monkeypatch.context() as context:
        out_of_reach(context, waiting.office)
        with pytest.raises(NotPublished):
            answer(bo, "by bo")
        assert ["by aino"] == waiting.texts()
        assert {waiting.mailbox} == mend(bo).left
        assert ["by aino"] == waiting.texts()
    bo.pull()
    mend(bo)

    assert {"by aino", "by bo"} == set(waiting.texts())


def test_what_could_not_be_looked_after_once_more_does_not_count_as_in_place(
    waiting: Sender, monkeypatch: pytest.MonkeyPatch
) -> None:
    office = waiting.office
    bo = office.desk("bo")
    placing, names = office.replies.replace, office.events.names

    def fail() -> Iterator[str]:
        raise Unavailable("the network is gone")

    def then_it_fails(name: str, data: bytes, tag: str | None) -> str:
        monkeypatch.setattr(office.events, "names", fail)
        return placing(name, data, tag)

    monkeypatch.setattr(office.replies, "replace", then_it_fails)
    with pytest.raises(NotPublished):
        answer(bo, "by bo")
    assert is_behind(bo, bo.contents().cases[0])
    monkeypatch.setattr(office.events, "names", names)
    monkeypatch.setattr(office.replies, "replace", placing)
    bo.pull()
    mend(bo)

    assert not is_behind(bo, bo.contents().cases[0])


def test_an_event_that_a_colleague_names_and_the_store_withholds_may_be_an_answer(
    waiting: Sender, monkeypatch: pytest.MonkeyPatch
) -> None:
    office = waiting.office
    aino, bo = office.desk("aino"), office.desk("bo")
    answer(aino, "old")
    bo.pull()
    mend(bo)
    before = set(office.events.names())
    answer(aino, "by aino")
    withheld = set(office.events.names()) - before
    case_id = aino.contents().cases[0].case_id
    aino.record("note", case_id, {"text": "names what is withheld"})
    names = office.events.names
    with monkeypatch.context() as context:
        listed = [name for name in names() if name not in withheld]
        context.setattr(office.events, "names", lambda: iter(listed))
        with pytest.raises(NotPublished):
            answer(bo, "by bo")
        assert ["old", "by aino"] == waiting.texts()
        # Signed with a former key it would be told to be a fake, which is worse.
        epoch = office.rotate()
        bo.pull()
        mend(bo)
        assert ["old", "by bo"] == texts_under(waiting, epoch)
    bo.pull()
    mend(bo)

    assert {"old", "by aino", "by bo"} == set(texts_under(waiting, epoch))


def test_what_stays_lost_does_not_hold_answers_up_for_ever(
    waiting: Sender, monkeypatch: pytest.MonkeyPatch
) -> None:
    office = waiting.office
    aino, bo = office.desk("aino"), office.desk("bo")
    answer(aino, "old")
    before = set(office.events.names())
    days_ago = (today() - timedelta(days=3)).isoformat()
    with monkeypatch.context() as context:
        context.setattr(journal, "written_now", lambda: f"{days_ago}T12:00Z")
        for text in ("lost", "names what is lost"):
            aino.record("note", aino.contents().cases[0].case_id, {"text": text})
            if text == "lost":
                for name in set(office.events.names()) - before:
                    office.events.remove(name)
    answer(bo, "by bo")

    assert ["old", "by bo"] == waiting.texts()
