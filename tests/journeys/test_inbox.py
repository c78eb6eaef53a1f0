"""Staff's journey: link, list, letter, quarantine, another language, lock; the site stays up.

The inbox keeps one cookie for its session and is no public page, so these pages are not held to P1.
"""

import os
import re
import subprocess
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from queue import Queue
from typing import IO
from urllib.request import urlopen

import pytest
from playwright.sync_api import Browser, Error, Page, Playwright, expect

from app.inbox.languages import LANGUAGES
from app.store.folder import FolderStore
from app.store.shelf import FolderShelf
from app.wire import letter as letters
from app.wire.attachment import Attachment
from app.wire.envelope import envelope_id, seal_envelope
from app.wire.mailbox import open_mailbox
from app.wire.receipt import ReceiptKeys, derive, new_receipt
from tests.cli.demo_keys import epoch_of, identity_of
from tests.forms.filling import fillings
from tests.forms.newest import NEWEST
from tests.inbox.shelf import LETTER, letter
from tests.journeys.audit import audit, contrast, hidden_focus, overflow, small_targets
from tests.journeys.elsewhere import browser_that_keeps_pages, everything_on, go
from tests.journeys.public import ROOT, TURVA

MARK = "Zebrafink-7-Quitte"
HOSTILE = f"\u202e{MARK}\x1b</pre><script>document.title='owned'</script>" + "e\u0301\u0351" * 5_000
UNREAD = "4" * 32
DIFFERING = "5" * 32
ANSWERED = "6" * 32
REFERRED = "7" * 32


@dataclass
class Both:
    """Site and inbox as `make run` runs them, with some letters waiting."""

    site: str
    link: str
    lines: Queue[str]
    home: Path

    @property
    def inbox(self) -> str:
        return self.link.rpartition("/open/")[0]

    def next_line(self) -> str:
        """Return the next line on the terminal. Raises: Empty (it says nothing)."""
        return self.lines.get(timeout=30)


@pytest.fixture
def both(tmp_path: Path) -> Iterator[Both]:
    home = tmp_path / "instance"
    kept = {name: value for name, value in os.environ.items() if not name.startswith("TURVA_")}
    environment = {**kept, "TURVA_HOME": str(home), "PORT": "0", "INBOX_PORT": "0"}
    subprocess.run([TURVA, "keys", "demo"], cwd=ROOT, env=environment, check=True)
    fill(home)
    with subprocess.Popen(
        [TURVA, "run"], cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True
    ) as process:
        lines = Queue[str]()
        reader = threading.Thread(target=pass_on, args=(process.stdout, lines), daemon=True)
        reader.start()
        try:
            said = "".join(lines.get(timeout=60) for _ in range(3))
            site, link = re.findall(r"http://\S+", said)
            yield Both(site, link, lines, home)
        finally:
            process.terminate()
            reader.join()


def pass_on(stream: IO[str] | None, lines: Queue[str]) -> None:
    for line in stream or ():
        lines.put(line)


@cache
def keys() -> ReceiptKeys:
    """Return what the receipt of the letter that can be answered opens."""
    return derive(new_receipt(), "localhost")


def fill(home: Path) -> None:
    """Lay into the intake's store what a busy and hostile day brings."""
    identity = identity_of(home)
    store = FolderStore(home / "store" / "envelopes")
    waiting = [
        letter(
            answers={**LETTER.answers, "contact": "واتساب +358 40 123 4567", "writer": "for_me"}
        ),
        letter(
            letter_id=UNREAD,
            answers={"message": HOSTILE, "writer": MARK, "verdict": MARK},
            via="plain",
        ),
        letter(letter_id=DIFFERING, language="so", answers={"message": "a", "contact": "040 1"}),
        letter(letter_id=DIFFERING, language="so", answers={"message": "b"}),
        letter(letter_id=ANSWERED, way_back=keys().way_back, answers={"message": "c"}),
        letter(
            letter_id=REFERRED,
            form="referral",
            answers=next(fillings(NEWEST["referral"])),
            attachments=(Attachment(f"{MARK}.jpg", "image/jpeg", 1, ("8" * 64,)),),
        ),
    ]
    sealed = [letters.serialise(each) for each in waiting]
    for data in (*sealed, b'{"wire":4}', f"\u202e<b>{MARK}".encode()):
        envelope = seal_envelope(data, identity.recipient)
        store.put(envelope_id(envelope), envelope)


@pytest.fixture
def desk(browser: Browser) -> Iterator[Page]:
    """A page of a member of staff's browser."""
    context = browser.new_context(locale="en-GB")
    context.set_default_timeout(20_000)
    yield context.new_page()
    context.close()


def merge(page: Page, inbox: str, one: str, other: str) -> None:
    """Say that one person wrote both letters."""
    page.goto(f"{inbox}/en/cases/{one}/")
    page.locator("summary", has_text="Merge with another letter").click()
    page.locator("#merge").fill(other[:8])
    page.get_by_role("button", name="Merge them").click()
    expect(page.get_by_role("button", name="Separate it again")).to_be_visible()


def lock(page: Page) -> None:
    page.get_by_role("button", name="Lock").click()
    expect(page.get_by_role("heading", name="The inbox is locked")).to_be_visible()


def test_staff_read_what_came_in_change_the_language_and_lock(both: Both, desk: Page) -> None:
    desk.goto(both.link)
    assert f"{both.inbox}/en/" == desk.url
    expect(desk.locator(".letters > li")).to_have_count(6)
    expect(desk.locator("body")).to_contain_text("1 object in quarantine")

    desk.locator(f"a[href*='{LETTER.letter_id}']").click()
    expect(desk.locator("#contact")).to_have_text("How to reach the sender safely")
    expect(desk.locator(".contact .numbers bdi")).to_have_text("+358 40 123 4567")
    desk.get_by_role("link", name="Suomi").click()
    expect(desk.locator("html")).to_have_attribute("lang", "fi")
    expect(desk.locator(".chosen li").first).to_contain_text("مكان آمن للسكن")
    desk.get_by_role("link", name="English").click()

    desk.get_by_role("link", name="Quarantine").click()
    desk.locator(".objects a").click()
    expect(desk.locator("pre")).to_have_text(f"⟨U+202E⟩<b>{MARK}")

    lock(desk)
    assert "Inbox  locked, and its process has ended." in both.next_line()
    assert [] == desk.context.cookies()
    with pytest.raises(Error, match=r"(?i)refused"):
        desk.goto(both.inbox)
    with urlopen(both.site, timeout=20) as site:
        assert site.status == 200


def test_staff_answer_and_the_sender_can_read_it(both: Both, desk: Page) -> None:
    desk.goto(both.link)
    desk.goto(f"{both.inbox}/en/cases/{ANSWERED}/")
    desk.get_by_role("link", name="Answer the sender").click()
    desk.get_by_label("We suggest to meet").check()
    desk.get_by_role("button", name="Look at it").click()
    expect(desk.get_by_role("alert")).to_contain_text("First check whom you are writing to")
    desk.locator("#text").fill("half written")
    desk.get_by_role("button", name="Suomi").click()
    expect(desk.locator("html")).to_have_attribute("lang", "fi")
    desk.get_by_role("button", name="English").click()
    expect(desk.locator("#text")).to_have_value("half written")
    desk.locator("#text").fill("")
    desk.get_by_label("We have read the letter").check()
    desk.get_by_role("button", name="Look at it").click()
    expect(desk.get_by_role("heading", level=1)).to_have_text("Not sent yet: is this right?")
    expect(desk.locator("pre").first).to_contain_text("شكرًا")
    expect(desk.locator("pre").nth(1)).to_contain_text("Thank you for writing")
    found = [*audit(desk), *small_targets(desk)]
    desk.get_by_role("button", name="Send the answer").click()
    expect(desk.get_by_role("heading", name="Our answer")).to_be_visible()
    desk.reload()

    assert [] == found
    held = FolderShelf(both.home / "store" / "replies").read(keys().way_back.mailbox)
    assert held
    reply_key = epoch_of(both.home).reply.verifier.public
    (answer,) = open_mailbox(held[0], keys(), reply_key, datetime.now(UTC).date()).answers
    assert "شكرًا" in answer.text


def test_a_caller_is_found_and_what_was_said_is_written_down(both: Both, desk: Page) -> None:
    first, second = keys().way_back.call_digits
    desk.goto(both.link)
    desk.get_by_role("link", name="Phone").click()
    desk.get_by_label("The three digits").fill(first)
    desk.get_by_role("button", name="Find it").click()
    expect(desk.locator(".digits")).to_have_text(second)
    desk.locator(".open").click()
    desk.locator("summary", has_text="Write down a call").click()
    desk.locator("#call").fill("The right digits.")
    desk.get_by_role("button", name="Keep the call").click()
    expect(desk.locator(".turn-staff pre")).to_have_text("The right digits.")


def test_a_hostile_letter_does_nothing_and_turns_nothing(both: Both, desk: Page) -> None:
    desk.goto(both.link)
    desk.goto(f"{both.inbox}/en/cases/{UNREAD}/")

    assert "Letter 44444444 – Turva" == desk.title()
    assert "⟨U+202E⟩" + MARK in desk.locator("pre").first.inner_text()
    expect(desk.locator(".turn > .warning")).to_contain_text("1 answer that its form does not ask")
    box = desk.locator("pre").first.bounding_box()
    after = desk.locator("h3", has_text="As it came").bounding_box()
    assert box
    assert after
    assert box["y"] + box["height"] <= after["y"]
    assert "ltr" == desk.evaluate("getComputedStyle(document.querySelector('main')).direction")


@pytest.mark.parametrize(
    "tag",
    [
        pytest.param("fi", marks=pytest.mark.only_browser("chromium")),
        pytest.param("en", marks=[pytest.mark.only_browser("firefox"), pytest.mark.long]),
        *(
            pytest.param(each.tag, id=f"{each.tag}-all", marks=pytest.mark.long)
            for each in LANGUAGES
        ),
    ],
)
def test_every_page_can_be_seen_aimed_at_and_heard(
    both: Both, desk: Page, tag: str, browser_name: str
) -> None:
    desk.goto(both.link)
    merge(desk, both.inbox, DIFFERING, ANSWERED)
    cases = [f"cases/{name}/" for name in (LETTER.letter_id, UNREAD, DIFFERING, ANSWERED, REFERRED)]
    cases += ["done/", f"cases/{ANSWERED}/answer", "phone"]
    desk.goto(f"{both.inbox}/{tag}/quarantine/")
    thing = desk.locator(".objects a").get_attribute("href")
    newer = desk.goto(f"{both.inbox}/{tag}/") and desk.locator(".open").first.get_attribute("href")
    assert thing
    assert newer
    for path in ("", *cases, "quarantine/", thing[4:], newer[4:], "nowhere"):
        desk.set_viewport_size({"width": 1280, "height": 800})
        desk.goto(f"{both.inbox}/{tag}/{path}")
        found = [*audit(desk), *small_targets(desk)]
        found += hidden_focus(desk) if browser_name == "chromium" else []
        desk.set_viewport_size({"width": 320, "height": 512})  # 1,280 px at 400 %
        found += overflow(desk)
        assert [] == found, path


@pytest.mark.only_browser("chromium")  # Firefox does not let itself be told the scheme
def test_the_dark_pages_can_be_read(both: Both, desk: Page) -> None:
    desk.emulate_media(color_scheme="dark")
    desk.goto(both.link)
    merge(desk, both.inbox, DIFFERING, ANSWERED)
    cases = [
        "done/",
        *(f"cases/{name}/" for name in (LETTER.letter_id, DIFFERING, ANSWERED, REFERRED)),
    ]
    for path in ("", *cases, f"cases/{ANSWERED}/answer", "phone", "quarantine/"):
        desk.goto(f"{both.inbox}/en/{path}")
        assert [] == contrast(desk), path


def test_after_locking_back_shows_no_letter(
    both: Both, playwright: Playwright, browser_name: str
) -> None:
    with browser_that_keeps_pages(playwright, browser_name, script=True) as browser:
        desk = browser.new_context(locale="en-GB").new_page()
        desk.goto(both.link)
        desk.locator(f"a[href*='{UNREAD}']").click()
        expect(desk.locator("pre").first).to_contain_text(MARK)
        lock(desk)
        assert "ended" in both.next_line()
        for _ in range(3):
            go(desk, "back")
            assert MARK not in everything_on(desk)
