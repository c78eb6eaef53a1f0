"""The pages to read: larger letters, reading aloud, the card on paper, numbers as a file."""

import csv
import io
import wave
from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from app.addresses import link
from app.frame.contacts import HELPLINE
from tests.journeys.audit import overflow
from tests.journeys.service import Service
from tests.journeys.states import AWAY, stay
from tests.journeys.waiting import until
from tests.journeys.watch import watched

VOICES = """(voices) => {
  window.spoken = [];
  const speech = {
    getVoices: () => voices,
    addEventListener: () => {},
    cancel: () => window.spoken.push("silence"),
    speak: (said) => window.spoken.push([said.voice.name, said.text]),
  };
  Object.defineProperty(window, "speechSynthesis", { value: speech, configurable: true });
  window.SpeechSynthesisUtterance = class extends EventTarget {
    constructor(text) { super(); this.text = text; }
  };
}"""
OWN = {"name": "own", "lang": "en-GB", "localService": True}
REMOTE = {"name": "remote", "lang": "en-US", "localService": False}
OTHER = {"name": "other", "lang": "fi-FI", "localService": True}


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    with watched(browser, viewport={"width": 320, "height": 640}) as page:
        yield page


def speaking(page: Page, *voices: dict[str, object]) -> None:
    """Give the browser these voices and no other."""
    page.add_init_script(
        f"({VOICES})({list(voices)})".replace("True", "true").replace("False", "false")
    )


def size(page: Page) -> float:
    return float(
        page.evaluate("parseFloat(getComputedStyle(document.querySelector('p')).fontSize)")
    )


def test_letters_get_larger_and_the_next_page_knows_nothing_of_it(
    turva: Service, page: Page
) -> None:
    page.goto(turva.address + link("help", lang="en"))
    before = size(page)
    larger = page.get_by_role("button", name="Larger text")
    larger.click()

    expect(larger).to_have_attribute("aria-pressed", "true")
    assert size(page) == pytest.approx(before * 1.35, rel=0.01)
    assert not overflow(page)

    larger.click()
    assert size(page) == before
    larger.click()
    page.goto(turva.address + link("rights", lang="en"))
    assert size(page) == before


def test_the_whole_page_is_read_by_a_voice_of_the_device(turva: Service, page: Page) -> None:
    speaking(page, REMOTE, OTHER, OWN)
    page.goto(turva.address + link("help", lang="en"))
    page.get_by_role("button", name="Read aloud").click()

    spoken = [each for each in page.evaluate("spoken") if each != "silence"]
    text = " ".join(said for _, said in spoken)
    shown = " ".join(page.locator("main").inner_text().split())
    assert {"own"} == {voice for voice, _ in spoken}
    assert all(len(said) <= 180 for _, said in spoken)
    assert text.startswith("What do you want to know?")
    assert "You can call first and ask." in text
    assert 1 == text.count("Do you tell the police?")
    assert len(text) == pytest.approx(len(shown), rel=0.1)

    page.get_by_role("button", name="Stop reading aloud").click()
    assert "silence" == page.evaluate("spoken.at(-1)")
    expect(page.get_by_role("button", name="Read aloud", exact=True)).to_be_visible()


@pytest.mark.parametrize(
    "voices", [(), (REMOTE,), (OTHER, REMOTE)], ids=["none", "remote", "other"]
)
def test_no_voice_but_one_of_the_device_in_this_language_is_offered(
    turva: Service, page: Page, voices: tuple[dict[str, object], ...]
) -> None:
    speaking(page, *voices)
    page.goto(turva.address + link("help", lang="en"))

    expect(page.get_by_role("button", name="Larger text")).to_be_visible()
    expect(page.get_by_role("button", name="Read aloud")).to_be_hidden()


CLIP = "/assets/en-help-0123456789ab.mp3"


def sound() -> bytes:
    """Return a minute of silence."""
    out = io.BytesIO()
    with wave.open(out, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(1)
        file.setframerate(8000)
        file.writeframes(b"\x80" * 60 * 8000)
    return out.getvalue()


def with_recording(page: Page, address: str, *, missing: bool = False) -> list[str]:
    """Open a page as it is with a recording, and return what is asked of it."""
    asked: list[str] = []

    def clip(route: Route) -> None:
        asked.append(urlsplit(route.request.url).path)
        if missing:
            route.fulfill(status=404)
        else:
            route.fulfill(body=sound(), content_type="audio/wav")

    def named(route: Route) -> None:
        answer = route.fetch()
        html = answer.text().replace("data-listen", f'data-listen data-clip="{CLIP}"', 1)
        route.fulfill(response=answer, body=html)

    page.route(f"**{CLIP}", clip)
    page.route(f"**{link('help', lang='en')}", named)
    page.goto(address + link("help", lang="en"))
    return asked


PLAYS = "(() => { const audio = document.querySelector('audio'); return audio && !audio.paused })()"


@pytest.mark.only_browser("chromium")  # Firefox plays nothing where there is no loudspeaker
def test_a_recording_is_loaded_when_asked_for_and_plays_until_it_is_stopped(
    turva: Service, page: Page
) -> None:
    speaking(page, OWN)
    asked = with_recording(page, turva.address)
    expect(page.get_by_role("button", name="Read aloud")).to_be_visible()
    assert [] == asked

    page.get_by_role("button", name="Read aloud").click()
    until(page, lambda: page.evaluate("document.querySelector('audio').currentTime > 0"))
    assert CLIP in asked
    assert [] == page.evaluate("spoken.filter((each) => each !== 'silence')")

    page.get_by_role("button", name="Stop reading aloud").click()
    assert not page.evaluate(PLAYS)
    expect(page.get_by_role("button", name="Read aloud", exact=True)).to_be_visible()


@pytest.mark.only_browser("chromium")
def test_the_exit_ends_a_recording_at_once(turva: Service, browser: Browser) -> None:
    with watched(browser, leaves_to=urlsplit(AWAY).hostname) as page:
        with_recording(page, turva.address)
        page.route(f"{AWAY}**", stay)
        page.get_by_role("button", name="Read aloud").click()
        until(page, lambda: page.evaluate(PLAYS))
        page.evaluate("window.held = document.querySelector('audio')")
        page.evaluate("document.getElementById('exit').click()")

        until(page, lambda: page.evaluate("held.paused"))


def test_a_recording_that_does_not_come_leaves_the_button_as_it_was(
    turva: Service, page: Page
) -> None:
    with_recording(page, turva.address, missing=True)
    button = page.get_by_role("button", name="Read aloud")
    button.click()

    expect(page.get_by_role("button", name="Read aloud", exact=True)).to_be_visible()


@pytest.mark.only_browser("chromium")
def test_without_script_no_button_promises_what_it_cannot_do(
    turva: Service, scriptless: Page
) -> None:
    scriptless.goto(turva.address + link("card", lang="en"))
    expect(scriptless.locator("main h1")).to_be_visible()
    expect(scriptless.locator(".reading")).to_be_hidden()
    expect(scriptless.locator(".paper-card-print")).to_be_hidden()


@pytest.mark.only_browser("chromium")
def test_the_card_is_printed_alone(turva: Service, page: Page) -> None:
    page.add_init_script("window.print = () => {}")
    page.goto(turva.address + link("card", lang="en"))
    title = page.title()
    page.get_by_role("button", name="Print the card").click()
    page.emulate_media(media="print")

    printed = " ".join(page.locator("body").inner_text().split())
    assert f"Do you have a question? Call, day or night: {HELPLINE.shown} localhost" == printed
    assert "Card" == page.title()
    box = page.locator(".receipt-card .paper-card-code").bounding_box()
    assert box
    assert min(box["width"], box["height"]) > 60

    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert title == page.title()
    expect(page.locator(".receipt-card")).to_have_count(0)


def test_the_numbers_of_a_page_come_as_a_file(turva: Service, page: Page) -> None:
    page.goto(turva.address + link("report", lang="ar", file="growth"))
    with page.expect_download() as started:
        page.locator("a[download]").click()

    path = started.value.path()
    rows = list(csv.DictReader(io.StringIO(path.read_text("utf-8-sig"))))
    assert "growth.csv" == started.value.suggested_filename
    assert ["269", "379", "587", "804", "992", "1132", "1184", "1610"] == [
        row["value"] for row in rows
    ]


def test_a_figure_is_the_same_in_both_directions(turva: Service, page: Page) -> None:
    ends = []
    for language in ("en", "ar"):
        page.goto(turva.address + link("report", lang=language, file="growth"))
        centres = page.locator(".line circle").evaluate_all(
            "all => all.map((each) => each.cx.baseVal.value)"
        )
        ends.append(centres)

    assert ends[0] == sorted(ends[0])
    assert ends[1] == sorted(ends[1], reverse=True)
