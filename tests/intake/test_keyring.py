"""The keyring's source: what stops a start, what closes a running intake, what opens it again."""

import os
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

import pytest
from flask.testing import FlaskClient

from app.intake.errors import KeyringMissing, KeyringSecret
from app.intake.keyring import KeyringSource, today
from app.store.errors import NotFound, Unavailable
from app.store.published import Latest, PublishedFile, Text
from app.wire.errors import (
    KeyringError,
    KeyringExpired,
    KeyringForged,
    KeyringMalformed,
    KeyringTooOld,
)
from app.wire.keyring import sign_keyring
from app.wire.note import SigningKey
from tests.intake.stage import SERIAL, Stage, identity, keyring, root

FORGER = SigningKey.generate("turva-root")


def swapped_recipient() -> str:
    """Return a signed keyring with an identity where the recipient belongs."""
    text = sign_keyring(keyring(), root())
    return text.replace(identity().recipient.serialise(), identity().serialise())


BAD = {
    "empty": ("", KeyringMalformed),
    "no text": ("\udcff", KeyringMalformed),
    "html": ("<!doctype html><title>404</title>", KeyringMalformed),
    "endless": ("turva/keyring/1\n" * 100_000, KeyringMalformed),
    "forged": (sign_keyring(keyring(), FORGER), KeyringForged),
    "changed": (sign_keyring(keyring(), root()).replace("serial 3", "serial 4"), KeyringForged),
    "too old": (sign_keyring(keyring(serial=1), root()), KeyringTooOld),
    "expired": (sign_keyring(keyring(days=-1), root()), KeyringExpired),
    "identity file": (f"# created\n{identity().serialise()}\n", KeyringSecret),
    "identity as recipient": (swapped_recipient(), KeyringSecret),
    "root's signing key": (root().serialise(), KeyringSecret),
}


def put(stage: Stage, text: str) -> None:
    stage.keyring_file.write_bytes(text.encode("utf-8", "surrogateescape"))


@pytest.mark.parametrize(("text", "error"), BAD.values(), ids=BAD)
def test_a_bad_keyring_stops_the_start_with_one_sentence_naming_the_file(
    stage: Stage, text: str, error: type[KeyringError]
) -> None:
    put(stage, text)
    with pytest.raises(error) as caught:
        stage.source(minimum_serial=2)
    assert error is type(caught.value)
    sentence = str(caught.value)
    assert str(stage.keyring_file) in sentence
    assert "\n" not in sentence
    assert "SECRET-KEY" not in sentence
    assert identity().serialise() not in sentence


def test_a_missing_keyring_stops_the_start_and_names_the_setting(stage: Stage) -> None:
    stage.keyring_file.unlink()
    with pytest.raises(KeyringMissing, match="TURVA_KEYRING"):
        stage.source()


def test_a_folder_in_the_keyrings_place_stops_the_start(stage: Stage) -> None:
    with pytest.raises(KeyringMissing):
        KeyringSource(Latest(PublishedFile(stage.folder)), root().verifier, 1)


def test_the_keyring_is_valid_on_its_last_day_and_not_the_day_after(stage: Stage) -> None:
    stage.put_keyring(sign_keyring(keyring(days=0), root()))
    days = [today()]
    source = KeyringSource(
        Latest(PublishedFile(stage.keyring_file)), root().verifier, 1, lambda: days[-1]
    )
    assert SERIAL == source.current().serial
    days.append(today() + timedelta(days=1))
    with pytest.raises(KeyringExpired):
        source.current()
    with pytest.raises(KeyringExpired):
        source.text()


def test_a_changed_file_is_read_again(stage: Stage) -> None:
    source = stage.source()
    assert SERIAL == source.current().serial
    stage.put_keyring(sign_keyring(keyring(serial=SERIAL + 1), root()))
    assert SERIAL + 1 == source.current().serial
    assert f"serial {SERIAL + 1}\n" in source.text()


def test_an_unchanged_file_is_not_read_again(stage: Stage) -> None:
    source = stage.source()
    assert source.current() is source.current()


def test_a_file_replaced_with_the_same_time_and_size_is_read_again(stage: Stage) -> None:
    source = stage.source()
    before = stage.keyring_file.stat()
    other = stage.folder / "other"
    other.write_text(sign_keyring(keyring(serial=SERIAL + 1), root()), encoding="utf-8")
    os.utime(other, ns=(before.st_atime_ns, before.st_mtime_ns))
    other.replace(stage.keyring_file)
    assert before.st_size == stage.keyring_file.stat().st_size
    assert SERIAL + 1 == source.current().serial


def test_the_keyring_is_served_as_it_was_signed_and_never_kept(
    stage: Stage, client: FlaskClient
) -> None:
    answer = client.get("/keyring.txt")
    assert 200 == answer.status_code
    assert stage.keyring_file.read_bytes() == answer.data
    assert "text/plain; charset=utf-8" == answer.headers["Content-Type"]
    assert "no-store" == answer.headers["Cache-Control"]
    named = parsedate_to_datetime(answer.headers["Date"])
    assert abs(datetime.now(UTC) - named) < timedelta(minutes=1)


@pytest.mark.parametrize("bad", sorted(BAD.keys() - {"too old"}))
def test_a_keyring_gone_bad_closes_the_intake_until_it_is_mended(
    stage: Stage, client: FlaskClient, bad: str
) -> None:
    assert 200 == client.get("/keyring.txt").status_code
    good = stage.keyring_file.read_text(encoding="utf-8")
    put(stage, BAD[bad][0])

    closed = client.get("/keyring.txt")
    assert 503 == closed.status_code
    assert "Retry-After" in closed.headers
    assert b"SECRET" not in closed.data
    assert b"PRIVATE" not in closed.data

    page = client.get("/en/write/plain/")
    assert 503 == page.status_code
    assert "tel:+358295463177" in page.text
    assert "<textarea" not in page.text

    assert 404 == client.get("/en/nothing").status_code

    stage.put_keyring(good)
    assert 200 == client.get("/keyring.txt").status_code
    assert 200 == client.get("/en/write/plain/").status_code


def away(stage: Stage, gone: list[Exception], now: list[float]) -> KeyringSource:
    """Return the source of a keyring that is far away, at the time that `now` says."""

    class Far(PublishedFile):
        believed, kept_on = 5.0, 60.0

        def fetch(self, known: Text | None = None) -> Text:
            if gone:
                raise gone[-1]
            return super().fetch(known)

    latest = Latest(Far(stage.keyring_file), lambda: now[-1])
    return KeyringSource(latest, root().verifier, 1, may_start_closed=True)


def test_a_keyring_that_cannot_be_fetched_for_a_moment_stays_in_force_and_no_longer(
    stage: Stage,
) -> None:
    gone: list[Exception] = []
    now = [0.0]
    source = away(stage, gone, now)
    gone.append(Unavailable("the store cannot be used now"))
    now.append(59.0)
    assert SERIAL == source.current().serial
    now.append(61.0)
    with pytest.raises(KeyringMissing, match="cannot be fetched: the store cannot be used now"):
        source.current()


def test_a_keyring_that_was_taken_away_is_in_force_no_more(stage: Stage) -> None:
    gone: list[Exception] = []
    now = [0.0]
    source = away(stage, gone, now)
    gone.append(NotFound("at s3://site/keyring.txt (it is not there, or may not be read)"))
    now.append(6.0)
    with pytest.raises(KeyringMissing, match=r"not there, or may not be read.*TURVA_KEYRING"):
        source.current()


def test_what_cannot_be_started_by_hand_starts_closed_and_opens(stage: Stage) -> None:
    good = stage.keyring_file.read_text()
    stage.keyring_file.unlink()
    source = away(stage, [], [0.0])
    with pytest.raises(KeyringMissing):
        source.text()
    stage.put_keyring(good)

    assert good == source.text()
