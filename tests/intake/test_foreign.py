"""A page of another site brings a receipt, to have its own digits taken for those of the visitor.

Whose digits they are reads the answers: to a letter that the visitor then writes, too. Such a page
hides where it is from if it can (a policy of no referrer, or a sandbox), and browsers before
Sec-Fetch-Site do not tell.
"""

import pytest
from flask.testing import FlaskClient

from tests.intake.answers import RECEIPT, put_answers
from tests.intake.stage import Stage
from tests.intake.steps import DONE, FORM, OWN, SEND, arrived, check, filled, page
from tests.page import Page

RETURN = "/en/return/plain/"
OPEN = "/en/return/plain/open"
RETURN_SEND = "/en/return/plain/send"
TOLD = [{"Origin": "https://other.example"}, {"Sec-Fetch-Site": "cross-site"}]
HIDDEN = {"Origin": "null"}
PRIVATE = {"Origin": "null", "Sec-Fetch-Site": "same-origin"}
"""A page of ours, in a browser that was told to hide it."""


def receipts(shown: Page) -> list[str]:
    return [value for name, value in shown.fields if name == "receipt" and value]


@pytest.mark.parametrize("headers", TOLD)
def test_a_page_of_another_site_cannot_bring_a_receipt(
    client: FlaskClient, headers: dict[str, str]
) -> None:
    posted = {"message": "x", "receipt": RECEIPT, "say": "123", "hear": "456"}

    for address in (FORM, SEND, DONE):
        answer = client.post(address, data=posted, headers=headers)
        assert RECEIPT not in answer.text.replace(" ", "")
        assert answer.status_code in {303, 403}


@pytest.mark.parametrize("address", [RETURN, OPEN, RETURN_SEND])
@pytest.mark.parametrize("headers", TOLD)
def test_another_site_cannot_show_anybody_its_own_answers(
    stage: Stage, client: FlaskClient, address: str, headers: dict[str, str]
) -> None:
    refuses_the_digits(stage, client, address, headers)


@pytest.mark.parametrize("address", [RETURN, OPEN])
def test_nor_can_a_page_that_hides_where_it_is_from(
    stage: Stage, client: FlaskClient, address: str
) -> None:
    refuses_the_digits(stage, client, address, HIDDEN)


def refuses_the_digits(
    stage: Stage, client: FlaskClient, address: str, headers: dict[str, str]
) -> None:
    put_answers(stage.replies, "Come to the station.")
    posted = {"receipt": RECEIPT, "message": "kept text", "letter": "ab" * 16}
    refused = page(client.post(address, data=posted, headers=headers), 403)

    assert "Come to the station." not in refused.text
    assert "" == refused.value("receipt")
    assert "kept text" == refused.value("message")
    assert "ab" * 16 != refused.value("letter")
    assert [] == list(stage.store.names())


@pytest.mark.parametrize("step", [{}, {"change": "form"}, {"change": "problems"}])
def test_a_letter_that_a_hiding_page_began_gets_digits_of_its_own(
    client: FlaskClient, step: dict[str, str]
) -> None:
    posted = {"message": "x", "receipt": RECEIPT, "letter": "ab" * 16} | step
    there = page(client.post(FORM, data=posted, headers=HIDDEN))
    checked = page(client.post(FORM, data=filled(there), headers=OWN)) if step else there

    assert RECEIPT not in receipts(there)
    assert [RECEIPT] != receipts(checked)
    assert 1 == len(receipts(checked))


def test_a_hiding_page_cannot_show_its_digits_as_those_of_a_letter_that_arrived(
    client: FlaskClient,
) -> None:
    posted = {"receipt": RECEIPT, "say": "123", "hear": "456"}
    there = page(client.post(DONE, data=posted, headers=HIDDEN))

    assert [] == there.fields
    assert RECEIPT not in there.text.replace(" ", "")


def test_what_was_seen_before_sending_is_sent_by_a_browser_that_hides_us(
    stage: Stage, client: FlaskClient
) -> None:
    checked = page(client.post(FORM, data=filled(check(client, message="x")), headers=HIDDEN))
    sent = arrived(client.post(SEND, data=checked.posted(), headers=HIDDEN))

    assert receipts(checked) == receipts(sent)
    assert 1 == len(list(stage.store.names()))


def test_a_browser_that_hides_us_and_says_so_keeps_everything(
    stage: Stage, client: FlaskClient
) -> None:
    put_answers(stage.replies, "Come to the station.")
    checked = check(client, message="x")
    again = page(client.post(FORM, data=checked.posted(), headers=PRIVATE))
    opened = page(client.post(OPEN, data={"receipt": RECEIPT}, headers=PRIVATE))

    assert receipts(checked) == receipts(again)
    assert "Come to the station." in opened.text
