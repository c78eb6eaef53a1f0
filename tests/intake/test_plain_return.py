"""Coming back without script: the digits in, answers that the NAS signed out, and nothing else."""

import re
from datetime import timedelta
from typing import Any

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from app.frame.locale import LANGUAGES
from app.intake import derivation
from app.intake.errors import Busy, Closed
from app.intake.keyring import today
from app.wire.constants import MAILBOX_BYTES, MAILBOX_DAYS
from app.wire.keyring import sign_keyring
from app.wire.note import SigningKey
from app.wire.receipt import derive, groups, mailbox_id, new_receipt
from tests.intake.answers import KEYS, RECEIPT, put_answers
from tests.intake.stage import SERIAL, SITE, Stage, keyring, root
from tests.intake.steps import OWN, filled, page
from tests.page import Page

HERE = "/en/return/plain/"
OPEN = "/en/return/plain/open"
SEND = "/en/return/plain/send"
DONE = "/en/return/plain/done"
WRONG = RECEIPT[:-1] + str((int(RECEIPT[-1]) + 1) % 10)
CALL = re.compile(r"\b\d \d \d\b")
NOTHING = "There is nothing to read here"


def come(client: FlaskClient, typed: str = RECEIPT) -> TestResponse:
    """Type the digits and press the button."""
    return client.post(OPEN, data=filled(page(client.get(HERE)), receipt=typed), headers=OWN)


def write(client: FlaskClient, **answers: Any) -> Page:
    """Come back, write, and go on to the check page."""
    opened = page(come(client))
    return page(client.post(HERE, data=filled(opened, **answers), headers=OWN))


def busy(*_: object) -> None:
    raise Busy


def test_the_first_page_says_who_could_read_what_before_the_digits_are_typed(
    client: FlaskClient,
) -> None:
    first = page(client.get(HERE))
    warning = first.text.index("your digits, our answers and what you write")

    assert warning < first.text.index("Type all five groups")
    assert "/en/return/" in first.links


def test_answers_are_shown_newest_first_with_their_day(stage: Stage, client: FlaskClient) -> None:
    put_answers(stage.replies, "First answer.", "Second\nanswer.")
    opened = page(come(client))

    assert opened.text.index("Second\nanswer.") < opened.text.index("First answer.")
    assert 2 == opened.text.count("This answer is from the NAS")
    assert [today().isoformat()] * 2 == [each["datetime"] for each in opened.all("time")]
    for digits in KEYS.way_back.call_digits:
        assert " ".join(digits) in opened.text
    until = today() + timedelta(days=MAILBOX_DAYS)
    assert f"until {until:%B} {until.day}, {until.year}" in opened.text


def test_the_day_that_is_named_is_the_one_on_which_the_first_answer_leaves(
    stage: Stage, client: FlaskClient
) -> None:
    """A mailbox that is signed anew lasts longer than what is in it."""
    put_answers(stage.replies, "First.", "Second.", given=today() - timedelta(days=20))
    until = today() + timedelta(days=MAILBOX_DAYS - 20)
    assert f"until {until:%B} {until.day}, {until.year}" in page(come(client)).text


@pytest.mark.parametrize(("language", "direction"), [("ar", "rtl"), ("fi", "ltr"), ("ka", "auto")])
def test_an_answer_stands_in_its_own_language(
    stage: Stage, client: FlaskClient, language: str, direction: str
) -> None:
    put_answers(stage.replies, "text", language=language)
    [shown] = [each for each in page(come(client)).all("div") if each.attributes.get("lang")]

    assert (language, direction) == (shown["lang"], shown["dir"])


def test_an_answer_cannot_be_markup(stage: Stage, client: FlaskClient) -> None:
    put_answers(stage.replies, "<script>x</script><b>bold")

    assert "<script>x</script><b>bold" in page(come(client)).text


@pytest.mark.parametrize(
    "typed",
    [
        " - ".join(groups(RECEIPT)),
        f"\u200f{RECEIPT}\n",
        *("".join(chr(ord(zero) + int(digit)) for digit in RECEIPT) for zero in "٠۰०০๐၀០０"),
    ],
    ids=ascii,
)
def test_digits_of_every_script_and_every_way_of_spacing_open(
    stage: Stage, client: FlaskClient, typed: str
) -> None:
    put_answers(stage.replies, "For you.")

    assert "For you." in page(come(client, typed)).text


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        (WRONG, "A digit is wrong"),
        (RECEIPT[:-1], "There must be 25 digits"),
        ("", "There must be 25 digits"),
        (RECEIPT[:-1] + "O", "Something there is not a digit"),
    ],
)
def test_a_mistake_is_told_by_its_kind_and_nothing_typed_is_lost(
    client: FlaskClient, monkeypatch: pytest.MonkeyPatch, typed: str, told: str
) -> None:
    monkeypatch.setattr(derivation, "derive", None)  # nothing may be derived
    again = page(come(client, typed), 422)

    assert told in again.text
    assert typed == again.value("receipt")
    assert "Return, other page, problem – Turva" == again.title


def test_a_wrong_digit_loses_nothing_of_a_letter(client: FlaskClient) -> None:
    opened = page(come(client))
    posted = filled(opened, message="kept\ntext", wishes=["do_not_contact"], receipt=WRONG)
    again = page(client.post(HERE, data=posted, headers=OWN), 422)
    there = page(client.post(OPEN, data=filled(again, receipt=RECEIPT), headers=OWN))

    assert "kept\ntext" == there.value("message")
    assert "do_not_contact" == there.value("wishes")
    assert opened.value("letter") == there.value("letter")


def put_nothing(stage: Stage) -> None:
    """Leave the mailbox as it is when nobody ever answered."""


def put_empty(stage: Stage) -> None:
    put_answers(stage.replies)


def put_expired(stage: Stage) -> None:
    put_answers(stage.replies, "old", signed=today() - timedelta(days=MAILBOX_DAYS + 1))


def put_for_another(stage: Stage) -> None:
    other = derive(new_receipt(), SITE)
    put_answers(stage.replies, "x", for_whom=other)


def put_short(stage: Stage) -> None:
    stage.replies.replace(mailbox_id(KEYS.secret).hex(), b"M" * 100, None)


def put_noise(stage: Stage) -> None:
    stage.replies.replace(mailbox_id(KEYS.secret).hex(), b"M" * MAILBOX_BYTES, None)


@pytest.mark.parametrize("put", [put_nothing, put_empty, put_expired, put_short, put_noise])
def test_nothing_unknown_expired_and_broken_are_one_text(
    stage: Stage, client: FlaskClient, put: Any
) -> None:
    put(stage)
    opened = page(come(client))
    other = page(come(client, new_receipt()))

    assert NOTHING in opened.text
    assert "wait" not in opened.text.lower()
    assert CALL.sub("", other.text) == CALL.sub("", opened.text)
    assert other.title == opened.title


def put_forged(stage: Stage) -> None:
    put_answers(stage.replies, "Come to the station.", key=SigningKey.generate("turva-reply"))


@pytest.mark.parametrize("put", [put_forged, put_for_another])
def test_what_the_nas_did_not_sign_for_this_receipt_is_not_shown(
    stage: Stage, client: FlaskClient, put: Any
) -> None:
    put(stage)
    opened = page(come(client))

    assert "This is not from the NAS" in opened.text
    assert "do not follow it" in opened.text
    assert "Come to the station" not in opened.text
    assert "This answer is from the NAS" not in opened.text


def test_a_letter_goes_into_the_case_of_its_receipt(stage: Stage, client: FlaskClient) -> None:
    checked = write(client, message="kept\ntext", wishes=["do_not_contact", "remove_answers"])
    assert "kept\ntext" in checked.text
    assert "Remove your answers from this page" in checked.text
    assert [] == list(stage.store.names())
    answer = client.post(SEND, data=checked.posted(), headers=OWN)
    [letter] = stage.letters()

    assert (303, DONE) == (answer.status_code, answer.headers["Location"])
    assert ("follow", 2, "plain", SERIAL) == (
        letter.form,
        letter.form_version,
        letter.via,
        letter.serial,
    )
    assert KEYS.way_back == letter.way_back
    wishes = ("do_not_contact", "remove_answers")
    assert {"message": "kept\ntext", "wishes": wishes} == letter.answers


def test_a_wish_alone_is_a_letter(stage: Stage, client: FlaskClient) -> None:
    client.post(SEND, data=write(client, wishes=["remove_answers"]).posted(), headers=OWN)
    [letter] = stage.letters()

    assert {"wishes": ("remove_answers",)} == letter.answers


def test_nothing_at_all_is_no_letter(stage: Stage, client: FlaskClient) -> None:
    put_answers(stage.replies, "Still here.")
    opened = page(come(client))
    again = page(client.post(HERE, data=opened.posted(), headers=OWN), 422)

    assert "There is nothing to send yet" in again.text
    assert "Still here." in again.text
    assert "Return, other page, problem with the text – Turva" == again.title


def test_change_and_language_keep_letter_and_receipt(stage: Stage, client: FlaskClient) -> None:
    put_answers(stage.replies, "Still here.")
    checked = write(client, message="kept text")
    change = filled(checked, change="1")
    changed = page(client.post("/ar/return/plain/open", data=change, headers=OWN))

    assert "Still here." in changed.text
    assert "kept text" == changed.value("message")
    assert RECEIPT == changed.value("receipt")
    assert checked.value("letter") == changed.value("letter")


@pytest.mark.parametrize("language", [each.tag for each in LANGUAGES])
def test_half_typed_digits_move_into_another_language(client: FlaskClient, language: str) -> None:
    posted = {"receipt": "12345 67", "change": "digits"}
    there = page(client.post(f"/{language}/return/plain/", data=posted, headers=OWN))

    assert "12345 67" == there.value("receipt")
    assert language == there.one("html")["lang"]


def test_while_others_stand_in_line_everything_is_kept(
    stage: Stage, client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    checked = write(client, message="kept text")
    with monkeypatch.context() as patch:
        patch.setattr(derivation.Derivation, "keys", busy)
        at_the_door = come(client, "  " + RECEIPT)
        changing = client.post(OPEN, data=filled(checked, change="1"), headers=OWN)
        sending = client.post(SEND, data=checked.posted(), headers=OWN)

    for answer in (at_the_door, changing, sending):
        assert (503, "5") == (answer.status_code, answer.headers["Retry-After"])
    assert "  " + RECEIPT == Page(at_the_door.text).value("receipt")
    kept = Page(changing.text)
    assert ("kept text", RECEIPT) == (kept.value("message"), kept.value("receipt"))
    assert checked.posted() == Page(sending.text).posted()
    assert "Your letter was not sent" in Page(sending.text).text
    assert [] == list(stage.store.names())


@pytest.mark.parametrize("broken", ["keyring", "shelf"])
def test_what_cannot_be_looked_up_now_is_told_with_the_digits_kept(
    stage: Stage, client: FlaskClient, monkeypatch: pytest.MonkeyPatch, broken: str
) -> None:
    def closed(*_: object) -> None:
        raise Closed

    opened = filled(page(come(client)), message="kept text")
    if broken == "keyring":
        stage.put_keyring(sign_keyring(keyring(days=-1), root()))
    else:
        monkeypatch.setattr("app.intake.plain_return.read_mailbox", closed)
    answer = client.post(OPEN, data=opened, headers=OWN)
    kept = page(answer, 503)

    assert "120" == answer.headers["Retry-After"]
    assert ("kept text", RECEIPT) == (kept.value("message"), kept.value("receipt"))
    assert NOTHING not in kept.text


@pytest.mark.parametrize(
    ("body", "status"), [(b"receipt=%ff", 400), (b"{}", 415)], ids=["garbled", "no form"]
)
def test_what_cannot_be_read_is_a_clear_page(client: FlaskClient, body: bytes, status: int) -> None:
    kind = "application/x-www-form-urlencoded" if status == 400 else "application/json"
    refused = page(client.post(OPEN, data=body, content_type=kind), status)

    assert HERE in refused.links


def test_no_page_has_the_receipt_in_an_address_or_a_title(
    stage: Stage, client: FlaskClient
) -> None:
    put_answers(stage.replies, "x")
    for shown in (page(come(client)), page(come(client, WRONG), 422), write(client, message="x")):
        for group in groups(RECEIPT):
            assert group not in shown.title
            assert [] == [each for each in shown.links if group in each]
        assert HERE == shown.one("body")["data-fresh"]


@pytest.mark.parametrize("site", ["none", "cross-site", "same-site"])
def test_whoever_opens_the_page_after_sending_without_sending_starts_anew(
    client: FlaskClient, site: str
) -> None:
    answer = client.get(DONE, headers={"Sec-Fetch-Site": site})

    assert (303, HERE) == (answer.status_code, answer.headers["Location"])


def test_the_page_after_sending_makes_the_browser_drop_the_pages_before(
    client: FlaskClient,
) -> None:
    sent = page(client.get(DONE))

    assert "/clear.css" in sent.links
    assert "Your 25 digits stay the same" in sent.text


def test_reading_is_counted_nowhere(stage: Stage, client: FlaskClient) -> None:
    put_answers(stage.replies, "x")
    before = stage.replies.read(mailbox_id(KEYS.secret).hex())
    page(come(client))

    assert before == stage.replies.read(mailbox_id(KEYS.secret).hex())
