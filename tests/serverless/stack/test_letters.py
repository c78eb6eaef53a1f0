"""Letters through the whole deployment: sent, pulled, answered, read, and no trace of who sent."""

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

import pytest

from app.wire.receipt import derive, new_receipt
from tests.page import Page
from tests.serverless.stack.deployed import NAMES, SITE, Deployed
from tests.serverless.stack.letters import (
    MARKS,
    WORDS,
    fill_in,
    mailbox,
    opened,
    post,
    send_sealed,
)

pytestmark = pytest.mark.xdist_group("cloud")

WRITE = "/en/write/plain/"
RETURN = "/en/return/plain/"


def case_of(deployed: Deployed, message: str) -> Mapping[str, Any]:
    """Return the one case whose letter says so, as staff see it after a pull."""
    (found,) = [
        case for case in deployed.cases() if message == case["letters"][0]["answers"]["message"]
    ]
    return found


def receipt_on(page: Page) -> str:
    """Return the digits that a check page shows, as the form posts them."""
    return page.value("receipt")


def test_a_sealed_letter_is_pulled_answered_and_its_answer_read(deployed: Deployed) -> None:
    message, receipt = f"{WORDS} sealed", new_receipt()
    keys = derive(receipt, SITE)
    status, body = send_sealed(deployed, keys, message)
    assert 201 == status, body

    case = case_of(deployed, message)
    assert "sealed" == case["letters"][0]["via"]
    deployed.staff("inbox", "reply", case["id"], "--text", "We have read it.", "--language", "en")

    assert ["We have read it."] == [each.text for each in mailbox(deployed, keys).answers]


def test_a_plain_letter_is_pulled_answered_and_its_answer_read(deployed: Deployed) -> None:
    message = f"{WORDS} plain"
    check = fill_in(deployed, WRITE, opened(deployed, WRITE), message=message)
    receipt = receipt_on(check)
    assert "arrived" in fill_in(deployed, f"{WRITE}send", check).ids

    case = case_of(deployed, message)
    assert "plain" == case["letters"][0]["via"]
    deployed.staff("inbox", "reply", case["id"], "--text", "You are heard.", "--language", "en")

    back = fill_in(deployed, f"{RETURN}open", opened(deployed, RETURN), receipt=receipt)
    assert "You are heard." in back.text


def test_the_pull_publishes_the_day_for_everybody(deployed: Deployed) -> None:
    deployed.staff("inbox", "pull")
    status, told, body = deployed.ask("/notice.txt")
    assert (200, "text/plain; charset=utf-8") == (status, told["content-type"])
    assert datetime.now(UTC).date().isoformat() in body.decode()


def test_a_new_keyring_is_believed_by_the_functions_at_once(deployed: Deployed) -> None:
    deployed.staff("keys", "renew", "--at-once")
    keys = derive(new_receipt(), SITE)
    assert 201 == send_sealed(deployed, keys, f"{WORDS} renewed")[0]


def test_another_sites_page_cannot_send(deployed: Deployed) -> None:
    status, body = post(deployed, "/api/envelopes", b"x", origin="https://other.example")
    assert (403, "urn:turva:problem:foreign-origin") == (status, json.loads(body)["type"])


def test_nothing_that_is_kept_tells_who_sent_or_what(deployed: Deployed) -> None:
    receipt = new_receipt()
    keys = derive(receipt, SITE)
    assert 201 == send_sealed(deployed, keys, f"{WORDS} traced")[0]
    fill_in(
        deployed, f"{WRITE}send", fill_in(deployed, WRITE, opened(deployed, WRITE), message=WORDS)
    )
    post(deployed, "/api/envelopes", WORDS.encode(), content_type=WORDS)
    post(deployed, f"{WRITE}send", WORDS.encode() * 100_000, content_type="text/plain")

    logged = deployed.logged()
    assert {NAMES.log_group("sealed"), NAMES.log_group("plain")} <= logged.keys()
    marks = (*MARKS, receipt, keys.way_back.mailbox)
    assert [] == [(mark, name) for mark in marks for name, text in logged.items() if mark in text]
    s3 = deployed.client("s3")
    for kind in ("envelopes", "replies"):
        for each in s3.list_objects_v2(Bucket=NAMES.bucket(kind)).get("Contents", ()):
            found = s3.get_object(Bucket=NAMES.bucket(kind), Key=each["Key"])
            kept = found["Body"].read() + json.dumps(found["Metadata"]).encode()
            assert [] == [mark for mark in MARKS if mark.encode() in kept]
