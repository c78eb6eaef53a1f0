"""The sealed part alone answers as the whole intake does, and nothing besides."""

from collections.abc import Mapping
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from app.addresses import ADDRESSES
from app.intake.program import create_intake
from app.intake.sealed import create_sealed
from app.wire.constants import MAILBOX_BYTES
from app.wire.envelope import seal_envelope
from tests.intake.stage import SERIAL, SITE, Stage, assets, identity, questionnaires

BYTES = {"Content-Type": "application/octet-stream"}
SEALED = BYTES | {"Keyring-Serial": str(SERIAL)}
ENVELOPE = seal_envelope(b"{}", identity().recipient)


@pytest.fixture
def sealed(stage: Stage) -> FlaskClient:
    made = create_sealed(store=stage.store, replies=stage.replies, keyring=stage.source())
    return made.test_client(use_cookies=False)


@pytest.mark.parametrize(
    ("asked", "headers", "body"),
    [
        ("POST /api/envelopes", SEALED, ENVELOPE),
        ("POST /api/envelopes", SEALED, ENVELOPE[:-1]),
        ("POST /api/envelopes", SEALED | {"Origin": "https://foreign.example"}, ENVELOPE),
        ("POST /api/envelopes", SEALED | {"Keyring-Serial": "2"}, ENVELOPE),
        ("POST /api/envelopes", {}, ENVELOPE),
        ("GET /api/envelopes", {}, b""),
        ("OPTIONS /api/mailbox", {}, b""),
        ("POST /api/mailbox", BYTES, b"x"),
        ("POST /api/nothing", BYTES, b"x"),
    ],
)
def test_it_answers_as_the_whole(
    stage: Stage,
    sealed: FlaskClient,
    asked: str,
    headers: Mapping[str, str],
    body: bytes,
) -> None:
    method, path = asked.split()
    whole = stage.intake.test_client(use_cookies=False)
    answers = [
        each.open(path, method=method, headers=dict(headers), data=body) for each in (whole, sealed)
    ]

    assert answers[0].status == answers[1].status
    assert dict(answers[0].headers) == dict(answers[1].headers)
    assert answers[0].data == answers[1].data


def test_a_mailbox_is_as_long_as_any(sealed: FlaskClient) -> None:
    answer = sealed.post("/api/mailbox", data=b"x" * 16, headers=BYTES)

    assert (200, MAILBOX_BYTES) == (answer.status_code, len(answer.data))


@pytest.mark.parametrize("path", ["/en/write/plain/", "/keyring.txt", "/notice.txt", "/", "/en/"])
def test_it_has_no_pages_and_says_so_to_programs(sealed: FlaskClient, path: str) -> None:
    answer = sealed.get(path)

    assert (404, "application/problem+json") == (answer.status_code, answer.mimetype)
    assert "default-src 'none'" in answer.headers["Content-Security-Policy"]


def test_both_parts_together_answer_all_but_the_signed_texts(stage: Stage, tmp_path: Path) -> None:
    pages = create_intake(
        store=stage.store,
        replies=stage.replies,
        keyring=stage.source(),
        notice=stage.notice,
        site=SITE,
        questionnaires=questionnaires(),
        assets=assets(tmp_path),
        name="Turva",
        pages_only=True,
    )
    sealed = create_sealed(store=stage.store, replies=stage.replies, keyring=stage.source())
    parts = [{rule.endpoint for rule in each.url_map.iter_rules()} for each in (pages, sealed)]

    served = [each for each in ADDRESSES if each.program == "intake" and each.methods]
    assert {each.name for each in served if each.policy == "plain"} == parts[0]
    assert {each.name for each in served if each.policy == "api"} == parts[1]
