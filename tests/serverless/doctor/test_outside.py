"""What the doctor finds from outside: nothing where all is well, and each thing that is not."""

from collections.abc import Callable, Iterable

import pytest

from app.wire.keyring import Keyring
from app.wire.note import SigningKey
from serverless.doctor.examined import Examined
from serverless.doctor.finding import Finding
from serverless.doctor.outside import CHECKS, outside
from tests.serverless.doctor.front import Front, Said, Spoil, examined, free_port


def faults(found: Iterable[Finding]) -> set[str]:
    return {each.check for each in found if each.state == "fault"}


def test_a_site_that_is_well_has_no_fault_and_everything_was_seen(
    front: Front, environment: dict[str, str]
) -> None:
    found = list(outside(examined(front, environment)))
    assert [] == [each for each in found if each.state == "fault"]
    assert ["tls"] == [each.check for each in found if each.state == "open"]
    assert {*CHECKS, "mailboxes", "not found"} == {each.check for each in found}


def at(path: str, spoil: Callable[[Said], None]) -> Spoil:
    def spoiled(said: Said) -> None:
        if said.path.startswith(path):
            spoil(said)

    return spoiled


def worded(said: Said) -> None:
    said.body = said.body.replace(b"</main>", b"<p>Call another number.</p></main>")


def gone(said: Said) -> None:
    said.status = 404


def unscripted(said: Said) -> None:
    said.headers["Content-Security-Policy"] = "default-src *"


def unlocked(said: Said) -> None:
    said.headers.pop("Strict-Transport-Security", None)


def kept(said: Said) -> None:
    said.headers["Cache-Control"] = "public, max-age=600"


def remembering(said: Said) -> None:
    said.headers["Set-Cookie"] = "id=1"


def found_anyway(said: Said) -> None:
    if said.status == 404:
        said.status = 200


def in_english(said: Said) -> None:
    if said.status == 404:
        said.body = said.body.replace(b'lang="ar"', b'lang="en"')


def cut(said: Said) -> None:
    said.body = said.body[:-30]


def empty(said: Said) -> None:
    said.status, said.body = 204, b""


def another_root(said: Said) -> None:
    root = SigningKey.generate("turva-root").verifier.serialise()
    before, _, rest = said.body.decode().partition('data-root="')
    said.body = f'{before}data-root="{root}"{rest.partition(chr(34))[2]}'.encode()


def later_keyring(said: Said) -> None:
    said.body = said.body.replace(b'data-minimum-serial="1"', b'data-minimum-serial="99"')


def late(said: Said) -> None:
    said.headers["Date"] = "Sun, 22 Nov 2020 00:00:00 GMT"


def taking_all(said: Said) -> None:
    said.status, said.body = 201, b""


class Growing:
    """Makes each answer longer than the one before."""

    def __init__(self) -> None:
        self.times = 0

    def __call__(self, said: Said) -> None:
        self.times += 1
        said.body += bytes(self.times)


@pytest.mark.parametrize(
    ("spoil", "check", "expected"),
    [
        (at("/sv/safety/", worded), "released", "released"),
        (at("/fi/exit/", gone), "released", "released"),
        (at("/en/exit/", gone), "headers", "headers"),
        (at("/assets/", cut), "released", "released"),
        (at("/manifest.txt", cut), "released", "released"),
        (at("/manifest.txt", gone), "released", "released"),
        (at("/en/write/", unscripted), "headers", "headers"),
        (at("/en/safety/", unlocked), "headers", "headers"),
        (at("/keyring.txt", kept), "headers", "headers"),
        (at("/en/write/plain/", kept), "headers", "headers"),
        (at("/en/check/", remembering), "headers", "headers"),
        (at("/ar/no-", found_anyway), "headers", "not found"),
        (at("/ar/no-", in_english), "headers", "not found"),
        (at("/keyring.txt", cut), "keyring", "keyring"),
        (at("/keyring.txt", late), "keyring", "clock"),
        (at("/notice.txt", empty), "notice", "notice"),
        (at("/notice.txt", cut), "notice", "notice"),
        (at("/ar/write/", another_root), "pages", "pages"),
        (at("/sv/return/", later_keyring), "pages", "pages"),
        (at("/api/envelopes", taking_all), "doors", "doors"),
        (at("/api/mailbox", gone), "doors", "mailboxes"),
        (at("/api/mailbox", Growing()), "doors", "mailboxes"),
    ],
)
def test_each_thing_that_is_wrong_is_found_with_what_mends_it(
    front: Front, environment: dict[str, str], spoil: Spoil, check: str, expected: str
) -> None:
    front.spoil = spoil
    found = list(outside(examined(front, environment), {check: CHECKS[check]}))
    assert {expected} == faults(found)
    assert all(each.mend for each in found if each.state == "fault")


def test_what_needs_a_keyring_is_not_called_well_without_one(
    front: Front, environment: dict[str, str]
) -> None:
    front.spoil = at("/keyring.txt", cut)
    needing = {name: CHECKS[name] for name in ("pages", "notice", "doors")}
    found = list(outside(examined(front, environment), needing))
    assert [(name, "open") for name in needing] == [(each.check, each.state) for each in found]


def test_a_site_that_does_not_answer_is_at_fault_everywhere(
    front: Front, environment: dict[str, str]
) -> None:
    from serverless.doctor.visit import Address, Visit  # noqa: PLC0415 (only here)

    here = examined(front, environment)
    away = Visit(Address.parse(f"http://127.0.0.1:{free_port()}"))
    alone = Examined(away, here.name, here.root, 1, here.release, here.today)
    found = list(outside(alone))
    assert set(CHECKS) - {"tls"} == faults(found)
    assert not [each for each in found if each.state == "ok"]


def test_a_keyring_that_ends_soon_is_told_before_it_ends(
    front: Front, environment: dict[str, str]
) -> None:
    here = examined(front, environment)
    ring: Keyring = here.keyring()
    late = here.today + (ring.expires - here.today) * 0.6
    later = Examined(here.visit, here.name, here.root, 1, here.release, late)
    said = [each for each in outside(later, {"keyring": CHECKS["keyring"]}) if each.mend]
    assert ["turva keys renew" in each.mend for each in said] == [True]


def test_without_a_release_key_nobody_is_said_to_have_signed(
    front: Front, environment: dict[str, str]
) -> None:
    here = examined(front, environment)
    unknown = Examined(here.visit, here.name, here.root, 1, None, here.today)
    found = list(outside(unknown, {"released": CHECKS["released"]}))
    assert ["open", "ok"] == [each.state for each in found]
