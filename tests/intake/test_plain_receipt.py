"""The receipt on the plain way: seen before the letter is sent, and after."""

from datetime import timedelta

import pytest
from flask.testing import FlaskClient

from app.frame.locale import LANGUAGES
from app.intake import derivation
from app.intake.errors import Busy
from app.intake.keyring import today
from app.wire.constants import MAILBOX_DAYS, RECEIPT_DIGITS
from app.wire.keyring import sign_keyring
from app.wire.receipt import derive, groups, new_receipt, parse_receipt
from tests.intake.stage import SITE, Stage, keyring, root
from tests.intake.steps import DONE, FORM, OWN, SEND, arrived, check, filled, page, send
from tests.languages import EACH_TAG
from tests.page import Page


def spoken(shown: Page) -> list[str]:
    """Return the groups of the receipt on a page: each digit by itself."""
    return [
        "".join(text.split())
        for text, element in shown.pieces
        if element.tag == "li" and text.replace(" ", "").isdigit()
    ]


def test_the_check_page_shows_a_receipt_that_is_not_sent_yet(client: FlaskClient) -> None:
    checked = check(client, message="x")
    receipt = checked.value("receipt")

    assert RECEIPT_DIGITS == len(parse_receipt(receipt))
    assert list(groups(receipt)) == spoken(checked)
    assert "Not sent yet" in checked.text


def test_each_letter_gets_a_receipt_of_its_own(client: FlaskClient) -> None:
    assert 5 == len({check(client, message="x").value("receipt") for _ in range(5)})


def test_the_form_has_none_before_it_was_shown(client: FlaskClient) -> None:
    form = page(client.get(FORM))

    assert "receipt" not in dict(form.fields)


def test_a_letter_brings_what_it_needs_to_be_answered(stage: Stage, client: FlaskClient) -> None:
    checked = check(client, message="x")
    arrived(send(client, checked))
    [letter] = stage.letters()

    assert derive(checked.value("receipt"), SITE).way_back == letter.way_back
    assert {"message": "x"} == letter.answers


def test_after_sending_the_same_receipt_stands_there_with_all_one_needs(
    client: FlaskClient,
) -> None:
    checked = check(client, message="x")
    sent = arrived(send(client, checked))
    receipt = checked.value("receipt")
    say, hear = derive(receipt, SITE).way_back.call_digits

    assert list(groups(receipt)) == spoken(sent)
    assert "Your letter arrived" in sent.text
    assert "Not sent yet" not in sent.text
    assert " ".join(say) in sent.text
    assert " ".join(hear) in sent.text
    until = today() + timedelta(days=MAILBOX_DAYS)
    assert f"{until:%B} {until.day}, {until.year}" in sent.text


def test_no_address_or_title_holds_a_digit_of_it(client: FlaskClient) -> None:
    checked = check(client, message="x")
    sent = arrived(send(client, checked))
    for shown in (checked, sent):
        for group in groups(checked.value("receipt")):
            assert group not in shown.title
            assert [] == [each for each in shown.links if group in each]


def test_the_receipt_stays_the_same_over_change_and_language(
    stage: Stage, client: FlaskClient
) -> None:
    checked = check(client, message="x")
    form = page(client.post(FORM, data=filled(checked, change="1"), headers=OWN))
    again = page(client.post(FORM, data=filled(form, message="y"), headers=OWN))
    arabic = page(client.post("/ar/write/plain/", data=again.posted(), headers=OWN))
    arrived(client.post("/ar/write/plain/send", data=arabic.posted(), headers=OWN))
    [letter] = stage.letters()

    assert checked.value("receipt") == form.value("receipt") == arabic.value("receipt")
    assert derive(checked.value("receipt"), SITE).way_back == letter.way_back


@pytest.mark.parametrize("language", EACH_TAG)
def test_the_page_after_sending_brings_the_receipt_into_every_language(
    client: FlaskClient, language: str
) -> None:
    sent = arrived(send(client, check(client, message="x")))
    wanted = DONE.replace("/en/", f"/{language}/")
    there = page(client.post(wanted, data=sent.posted(), headers=OWN))

    assert sent.posted() == there.posted()
    assert spoken(sent) == spoken(there)


@pytest.mark.parametrize(
    "claimed", [{"receipt": "1" * 25}, {"say": "12"}, {"hear": "12x"}, {"say": "١٢٣"}]
)
def test_what_our_page_cannot_have_brought_is_not_shown(
    client: FlaskClient, claimed: dict[str, str]
) -> None:
    posted = {"receipt": new_receipt(), "say": "123", "hear": "456"} | claimed
    there = page(client.post(DONE, data=posted, headers=OWN))

    assert [] == there.fields
    assert [] == spoken(there)


def test_the_history_keeps_the_address_of_a_page_without_a_receipt(client: FlaskClient) -> None:
    sent = arrived(send(client, check(client, message="x")))

    assert DONE == sent.one("body")["data-fresh"]
    assert [] == page(client.get(DONE)).fields


@pytest.mark.parametrize("claimed", ["", "1" * 25, "x", "1" * 100_000])
def test_a_letter_without_a_receipt_is_shown_one_before_it_leaves(
    stage: Stage, client: FlaskClient, claimed: str
) -> None:
    posted = filled(check(client, message="kept text"), receipt=claimed)
    again = page(client.post(SEND, data=posted, headers=OWN), 422)

    assert [] == list(stage.store.names())
    assert "kept text" == again.value("message")
    arrived(send(client, again))


def test_while_others_stand_in_line_nothing_is_sent_and_everything_kept(
    stage: Stage, client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    def busy(*_: object) -> None:
        raise Busy

    checked = check(client, message="kept text", safe_times_more="0401234567")
    with monkeypatch.context() as patch:
        patch.setattr(derivation.Derivation, "keys", busy)
        answer = send(client, checked)
    again = page(answer, 503)

    assert "5" == answer.headers["Retry-After"]
    assert [] == list(stage.store.names())
    assert checked.posted() == again.posted()
    assert "Your letter was not sent" in again.text
    arrived(send(client, again))
    assert 1 == len(stage.letters())


@pytest.mark.parametrize("language", [each.tag for each in LANGUAGES])
def test_who_is_told_to_come_again_is_told_in_their_language(
    client: FlaskClient, monkeypatch: pytest.MonkeyPatch, language: str
) -> None:
    def busy(*_: object) -> None:
        raise Busy

    checked = check(client, message="x")
    monkeypatch.setattr(derivation.Derivation, "keys", busy)
    answer = client.post(f"/{language}/write/plain/send", data=checked.posted(), headers=OWN)

    assert language == page(answer, 503).one("html")["lang"]
    assert "Retry-After" in answer.headers


def test_a_doubt_is_never_told_as_not_sent(
    client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    def busy(*_: object) -> None:
        raise Busy

    doubted = filled(check(client, message="x"), doubt="1")
    monkeypatch.setattr(derivation.Derivation, "keys", busy)
    again = page(client.post(SEND, data=doubted, headers=OWN), 503)

    assert "was not sent" not in again.text
    assert "We do not know if your letter arrived" in again.text


def test_a_keyring_that_expired_meanwhile_keeps_text_and_receipt(
    stage: Stage, client: FlaskClient
) -> None:
    checked = check(client, message="kept text")
    stage.put_keyring(sign_keyring(keyring(days=-1), root()))
    again = page(send(client, checked), 503)

    assert checked.posted() | {"doubt": ["1"]} == again.posted()
    assert spoken(checked) == spoken(again)
    assert "Not sent yet" not in visible(again)


def visible(shown: Page) -> str:
    """Return the text of a page without what is hidden in it."""
    return " ".join(text for text, element in shown.pieces if "hidden" not in element)


def test_the_page_says_who_could_read_the_digits_before_anything_is_typed(
    client: FlaskClient,
) -> None:
    form = page(client.get(FORM))
    warning = form.text.index("your letter and the 25 digits")

    assert warning < form.text.index("Go on and check", warning)
