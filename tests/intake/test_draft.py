"""What is wrong is told with everything typed still there, and one letter stays one letter."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from flask.testing import FlaskClient

from app.intake import posted
from app.store.errors import Unavailable
from app.store.memory import MemoryStore
from app.text import MESSAGE_LIMIT
from app.wire.keyring import sign_keyring
from tests.intake.stage import SERIAL, Stage, keyring, root
from tests.intake.steps import FORM, OWN, SEND, arrived, check, filled, page, send

LETTER_ID = re.compile(r"[0-9a-f]{32}")


def test_all_problems_are_shown_with_everything_typed_still_there(
    stage: Stage, client: FlaskClient
) -> None:
    long = "ж" * (MESSAGE_LIMIT + 1)
    form = page(client.get(FORM))
    posted = filled(
        form,
        message=long,
        safe_times_more="x" * 301,
        what_help=["talk", "papers"],
        how_reply="nobody",
    )
    again = page(client.post(FORM, data=posted, headers=OWN), 422)
    assert long == again.value("message")
    assert "x" * 301 == again.value("safe_times_more")
    assert ["talk", "papers"] == [value for name, value in again.fields if name == "what_help"]
    assert {"#q-message", "#q-how_reply-receipt", "#q-safe_times_more"} <= set(again.links)
    for key in ("q-message", "q-how_reply-receipt", "q-safe_times_more"):
        assert key in again.ids
    for error in ("q-message-error", "q-how_reply-error", "q-safe_times_more-error"):
        assert "hidden" not in again.ids[error]
    assert "q-what_help-error" not in again.ids
    assert form.value("letter") == again.value("letter")
    assert form.title != again.title
    assert [] == list(stage.store.names())


def test_an_empty_letter_is_told(client: FlaskClient) -> None:
    form = page(client.get(FORM))
    again = page(
        client.post(FORM, data=filled(form, safe_times_more="0401234567"), headers=OWN), 422
    )
    assert "#q-message" in again.links
    assert "0401234567" == again.value("safe_times_more")


def test_a_text_with_problems_begins_with_its_own_newlines(client: FlaskClient) -> None:
    text = "\n\n" + "x" * MESSAGE_LIMIT
    form = page(client.get(FORM))
    again = page(client.post(FORM, data=filled(form, message=text), headers=OWN), 422)
    assert text == again.value("message")


def test_an_unknown_field_is_told_and_nothing_typed_is_lost(client: FlaskClient) -> None:
    form = page(client.get(FORM))
    again = page(client.post(FORM, data=filled(form, message="x", more="y"), headers=OWN), 422)
    assert "x" == again.value("message")
    assert "problems" in again.ids
    assert "#letter" in again.links


def test_a_question_answered_twice_comes_back_whole(client: FlaskClient) -> None:
    form = page(client.get(FORM))
    again = page(client.post(FORM, data=filled(form, message=["one", "two"]), headers=OWN), 422)
    assert "one\ntwo" == again.value("message")


def test_change_goes_back_to_the_filled_form_of_the_same_letter(
    stage: Stage, client: FlaskClient
) -> None:
    checked = check(client, message="\nbefore", what_help=["talk"])
    change = checked.ids["change"]
    assert FORM == change["formaction"]
    posted = checked.posted() | {str(change["name"]): [str(change["value"])]}
    form = page(client.post(FORM, data=posted, headers=OWN))
    assert "\nbefore" == form.value("message")
    assert "talk" == form.value("what_help")
    assert checked.value("letter") == form.value("letter")
    assert "q-message-error" not in form.ids
    again = page(client.post(FORM, data=filled(form, message="after"), headers=OWN))
    arrived(send(client, again))
    [letter] = stage.letters()
    assert "after" == letter.answers["message"]


def test_sending_checks_the_answers_again(stage: Stage, client: FlaskClient) -> None:
    checked = check(client, message="x")
    long = "x" * (MESSAGE_LIMIT + 1)
    posted = filled(checked, message=long, how_reply="nobody")
    again = page(client.post(SEND, data=posted, headers=OWN), 422)
    assert long == again.value("message")
    assert "q-message-error" in again.ids
    assert [] == list(stage.store.names())


@pytest.mark.parametrize(
    "claimed", ["", "x", "A" * 32, "0" * 31, "0" * 33, "0" * 32 + "\n", "../" + "0" * 29, "٠" * 32]
)
def test_a_letter_id_that_is_none_is_replaced(
    stage: Stage, client: FlaskClient, claimed: str
) -> None:
    checked = check(client, message="x")
    arrived(client.post(SEND, data=filled(checked, letter=claimed), headers=OWN))
    [letter] = stage.letters()
    assert LETTER_ID.fullmatch(letter.letter_id)
    assert claimed != letter.letter_id


@pytest.mark.parametrize(
    "claimed",
    [
        "",
        "x",
        "2026-1-2T3:4Z",
        "2026-02-30T00:00Z",
        "2020-01-01T00:00Z",
        "9999-12-31T23:59Z",
        "2026-11-22T03:40:00Z",
        "٢٠٢٦-11-22T03:40Z",
        "2026-11-22T03:40Z\n",
    ],
)
def test_a_minute_of_writing_that_cannot_be_is_replaced_by_now(
    stage: Stage, client: FlaskClient, monkeypatch: pytest.MonkeyPatch, claimed: str
) -> None:
    monkeypatch.setattr(posted, "written_now", lambda: "2026-01-01T00:00Z")
    checked = check(client, message="x")
    arrived(client.post(SEND, data=filled(checked, written=claimed), headers=OWN))
    [letter] = stage.letters()
    assert "2026-01-01T00:00Z" == letter.written


@pytest.mark.parametrize(
    ("age", "believed"),
    [
        (timedelta(0), True),
        (timedelta(days=6, hours=23), True),
        (timedelta(days=7, minutes=2), False),
    ],
)
def test_a_minute_of_writing_is_believed_for_a_week(
    stage: Stage, client: FlaskClient, age: timedelta, *, believed: bool
) -> None:
    checked = check(client, message="x")
    claimed = (datetime.now(UTC) - age).strftime("%Y-%m-%dT%H:%MZ")
    arrived(client.post(SEND, data=filled(checked, written=claimed), headers=OWN))
    [letter] = stage.letters()
    assert believed == (claimed == letter.written)


def test_a_lost_answer_and_a_resend_are_one_letter_to_staff(
    stage: Stage, client: FlaskClient
) -> None:
    checked = check(client, message="x")
    arrived(send(client, checked))
    arrived(send(client, checked))
    first, second = stage.letters()
    assert first == second
    assert checked.value("letter") == first.letter_id


def test_going_back_to_the_form_and_on_again_is_the_same_letter(client: FlaskClient) -> None:
    form = page(client.get(FORM))
    first = page(client.post(FORM, data=filled(form, message="x"), headers=OWN))
    second = page(client.post(FORM, data=filled(form, message="x"), headers=OWN))
    assert first.value("letter") == second.value("letter")


def test_two_forms_are_two_letters(client: FlaskClient) -> None:
    one, other = page(client.get(FORM)), page(client.get(FORM))
    assert one.value("letter") != other.value("letter")


class Failing(MemoryStore):
    """A store that fails until it is mended."""

    def __init__(self, error: Exception) -> None:
        super().__init__()
        self.error: Exception | None = error

    def put(self, name: str, data: bytes) -> None:
        if self.error is not None:
            raise self.error
        super().put(name, data)


@pytest.mark.parametrize(("error", "status"), [(Unavailable("full"), 503), (OSError("words"), 500)])
def test_a_store_that_fails_loses_nothing_and_a_resend_succeeds(
    stage: Stage, error: Exception, status: int
) -> None:
    failing = Failing(error)
    stage.store = failing
    client = stage.intake.test_client()
    checked = check(client, message="\ntext", what_help=["talk", "papers"])
    again = page(send(client, checked), status)
    assert sorted([*checked.fields, ("doubt", "1")]) == sorted(again.fields)
    assert "trouble" in again.ids
    assert "do not know if your letter arrived" in again.text
    assert "tel:+358295463177" in again.links
    failing.error = None
    arrived(send(client, again))
    [letter] = stage.letters()
    assert "\ntext" == letter.answers["message"]


def test_a_keyring_gone_bad_before_sending_loses_nothing(stage: Stage, client: FlaskClient) -> None:
    checked = check(client, message="text")
    stage.put_keyring("")
    again = page(send(client, checked), 503)
    assert sorted([*checked.fields, ("doubt", "1")]) == sorted(again.fields)
    assert "do not know if" in again.text
    stage.put_keyring(sign_keyring(keyring(serial=SERIAL + 1), root()))
    arrived(send(client, again))
    [letter] = stage.letters()
    assert SERIAL + 1 == letter.serial
