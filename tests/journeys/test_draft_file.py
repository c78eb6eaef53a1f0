"""A referrer keeps a draft as a locked file; the browser keeps nothing, and nothing is sent."""

import base64
import json
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from app.addresses import link
from app.age.file import open_sealed
from app.age.scrypt import ScryptIdentity
from tests.journeys.service import Service
from tests.journeys.waiting import until

WORDS = "four words of mine"
MARK = "Zebrafink-7-Quitte"

# Not every browser tells who drives it of downloads: what the page hands over is kept here too.
KEEP = """
  window.handed = [];
  const create = URL.createObjectURL;
  URL.createObjectURL = (blob) => { window.handed.push(blob); return create.call(URL, blob); };
"""
HANDED = """async () => {
  const bytes = new Uint8Array(await window.handed.at(-1).arrayBuffer());
  return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""));
}"""


@pytest.fixture
def draft(page: Page, turva: Service) -> Locator:
    """The opened panel on the page of a referral."""
    page.add_init_script(KEEP)
    return opened(page, turva)


def opened(page: Page, turva: Service, form: str = "referral") -> Locator:
    page.goto(turva.address + link(form, lang="en"))
    panel = page.locator("#draft-file")
    expect(panel).to_be_visible()
    panel.locator("summary").click()
    return panel


def says(panel: Locator, words: str) -> None:
    expect(panel.locator("#draft-state")).to_contain_text(words)


def pressed(panel: Locator, name: str, words: str) -> None:
    """Press a button, and wait until these words are said."""
    panel.locator(f"#draft-{name}").click()
    says(panel, words)


def saved(panel: Locator) -> bytes:
    page = panel.page
    page.locator("#q-consent_asked_by").fill(MARK)
    panel.locator("#draft-passphrase").fill(WORDS)
    pressed(panel, "save", "was given to your browser")
    return base64.b64decode(page.evaluate(HANDED))


def choose(panel: Locator, file: bytes, words: str = WORDS) -> None:
    payload = {"name": "draft.age", "mimeType": "application/octet-stream", "buffer": file}
    panel.locator("#draft-source").set_input_files(payload)  # type: ignore[arg-type]
    panel.locator("#draft-passphrase").fill(words)


def test_a_draft_is_locked_and_can_be_opened_again(
    draft: Locator, page: Page, turva: Service
) -> None:
    file = saved(draft)
    inside = json.loads(open_sealed(file, [ScryptIdentity(WORDS)]))
    expect(draft.locator("#draft-passphrase")).to_have_value("")
    choose(draft, file, "another passphrase")
    pressed(draft, "open", "does not open the file")
    panel = opened(page, turva)
    expect(page.locator("#q-consent_asked_by")).to_have_value("")
    choose(panel, file)
    pressed(panel, "open", "The draft is on the page")

    expect(page.locator("#q-consent_asked_by")).to_have_value(MARK)
    assert {"consent_asked_by": MARK} == inside["answers"]
    assert MARK.encode() not in file


def test_what_is_written_is_not_replaced_without_asking(draft: Locator, page: Page) -> None:
    file = saved(draft)
    field = page.locator("#q-consent_asked_by")
    field.fill("Another")
    choose(draft, file)
    draft.locator("#draft-open").click()
    # After a download Firefox shows it in its own window, which takes the page's focus.
    until(page, lambda: page.evaluate("document.activeElement.id") == "draft-ask")
    draft.locator("#draft-keep").click()
    expect(field).to_have_value("Another")
    choose(draft, file)
    draft.locator("#draft-open").click()
    draft.locator("#draft-replace").click()
    expect(field).to_have_value(MARK)


def test_a_file_of_another_form_or_of_none_changes_nothing(
    draft: Locator, page: Page, turva: Service, tmp_path: Path
) -> None:
    file = saved(draft)
    panel = opened(page, turva, "consultation")
    choose(panel, file)
    pressed(panel, "open", "belongs to another form")
    choose(panel, file[:-1])
    pressed(panel, "open", "is damaged")
    for foreign in (b"", b"x" * 5000):
        choose(panel, foreign)
        pressed(panel, "open", "no draft from this site")
    huge = tmp_path / "huge.age"
    huge.write_bytes(file + b"\0" * 50_000_000)
    panel.locator("#draft-source").set_input_files(huge)
    pressed(panel, "open", "no draft from this site")
    expect(page.locator("#q-question")).to_have_value("")


def test_a_short_passphrase_and_enter_do_nothing(draft: Locator, page: Page) -> None:
    page.locator("#q-consent_asked_by").fill(MARK)
    draft.locator("#draft-passphrase").fill("eleven lett")
    draft.locator("#draft-passphrase").press("Enter")
    pressed(draft, "save", "at least 12 characters")

    field = draft.locator("#draft-passphrase")
    expect(field).to_be_focused()
    expect(field).to_have_attribute("aria-invalid", "true")
    field.press("e")
    expect(field).not_to_have_attribute("aria-invalid", "true")
    expect(page.locator("#letter")).to_be_visible()
    expect(page.locator("#problems")).to_be_hidden()
    assert [] == page.evaluate("window.handed")
