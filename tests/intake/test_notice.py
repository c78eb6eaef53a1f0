"""The notice: the day on which letters were last collected, given out only if staff signed it."""

from datetime import UTC, date, datetime, timedelta
from email.utils import parsedate_to_datetime

import pytest
from flask.testing import FlaskClient

from app.intake.keyring import today
from app.wire.constants import NOTICE_STALE_DAYS
from app.wire.keyring import sign_keyring
from app.wire.note import SigningKey
from app.wire.notice import open_notice, sign_notice
from tests.intake.answers import RECEIPT
from tests.intake.stage import Stage, keyring, notice, root
from tests.intake.steps import FORM, OWN, filled, page
from tests.page import Page

ADDRESS = "/notice.txt"
RETURN = "/en/return/plain/"
STALE = "cannot see that anybody collected letters"


def put(stage: Stage, text: str) -> None:
    stage.notice_file.write_text(text, encoding="utf-8")


def test_the_signed_text_is_given_with_the_day_by_which_it_is_judged(
    stage: Stage, client: FlaskClient
) -> None:
    text = sign_notice(date(2026, 11, 22), notice())
    put(stage, text)
    answer = client.get(ADDRESS)

    assert (200, text) == (answer.status_code, answer.text)
    assert "text/plain; charset=utf-8" == answer.headers["Content-Type"]
    assert "no-store" == answer.headers["Cache-Control"]
    age = datetime.now(UTC) - parsedate_to_datetime(answer.headers["Date"])
    assert age < timedelta(minutes=1)
    assert date(2026, 11, 22) == open_notice(answer.text, notice().verifier.public)


def test_what_staff_sign_anew_is_given_at_once(stage: Stage, client: FlaskClient) -> None:
    for day in (date(2026, 11, 22), date(2026, 11, 23)):
        put(stage, sign_notice(day, notice()))
        assert f"collected {day}" in client.get(ADDRESS).text


def test_there_is_none_before_letters_were_collected(
    client: FlaskClient, caplog: pytest.LogCaptureFixture
) -> None:
    assert 204 == client.get(ADDRESS).status_code
    assert "" == caplog.text


@pytest.mark.parametrize(
    "text",
    [
        sign_notice(date(2026, 11, 22), SigningKey.generate("turva-notice")),
        "collected 2026-11-22\n",
        SigningKey.generate("turva-notice").serialise() + "\n",
        "\ud7ff" * 20_000,
    ],
    ids=["another key", "unsigned", "a secret key", "too long"],
)
def test_what_staff_did_not_sign_is_never_given_out(
    stage: Stage, client: FlaskClient, caplog: pytest.LogCaptureFixture, text: str
) -> None:
    put(stage, text)
    answer = client.get(ADDRESS)

    assert 204 == answer.status_code
    assert text not in answer.text
    assert "the notice cannot be used" in caplog.text
    assert "PRIVATE" not in caplog.text


def test_without_a_keyring_nothing_can_be_believed(stage: Stage, client: FlaskClient) -> None:
    put(stage, sign_notice(today(), notice()))
    stage.put_keyring(sign_keyring(keyring(days=-1), root()))

    assert 503 == client.get(ADDRESS).status_code


@pytest.mark.parametrize("days", [0, NOTICE_STALE_DAYS])
def test_a_page_does_not_warn_while_letters_are_collected(
    stage: Stage, client: FlaskClient, days: int
) -> None:
    put(stage, sign_notice(today() - timedelta(days=days), notice()))

    assert [] == warnings(client)


@pytest.mark.parametrize("days", [None, NOTICE_STALE_DAYS + 1])
def test_a_page_says_call_before_writing_if_nobody_collects(
    stage: Stage, client: FlaskClient, days: int | None
) -> None:
    if days is not None:
        put(stage, sign_notice(today() - timedelta(days=days), notice()))

    [warning] = warnings(client)
    assert STALE in warning


@pytest.mark.parametrize(("days", "says"), [(0, "last collected on"), (None, STALE)])
def test_who_comes_back_is_told_too_before_writing_and_after(
    stage: Stage, client: FlaskClient, days: int | None, says: str
) -> None:
    if days is not None:
        put(stage, sign_notice(today() - timedelta(days=days), notice()))
    typed = filled(page(client.get(RETURN)), receipt=RECEIPT)

    for answer in (
        client.post(f"{RETURN}open", data=typed, headers=OWN),
        client.get(f"{RETURN}done", headers=OWN),
    ):
        assert 200 == answer.status_code
        told = "".join(lines(page(answer)))
        assert (says in told, says == STALE) == (True, STALE in told)


def warnings(client: FlaskClient) -> list[str]:
    """Return what the plain form says of letters that nobody collects."""
    return lines(page(client.get(FORM)))


def lines(shown: Page) -> list[str]:
    """Return what is seen on a page of when letters were last collected."""
    return [
        said
        for said, where in shown.pieces
        if where.tag == "p" and "data-collected" in where and "hidden" not in where
    ]
