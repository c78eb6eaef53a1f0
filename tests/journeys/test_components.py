"""One loop over every example of every component, as `turva gallery` shows it in a real browser."""

import subprocess
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, ViewportSize

from app.frame.gallery import Example, examples
from app.frame.locale import LANGUAGES, SOURCE, Language
from tests.journeys.audit import audit, contrast, overflow, small_targets
from tests.journeys.public import ROOT, TURVA

MIRRORED = (ROOT / "tests" / "components" / "mirrored.mjs").read_text(encoding="utf-8")
PHONE: ViewportSize = {"width": 320, "height": 640}


each_example = pytest.mark.parametrize("example", list(examples()), ids=str)
each_language = pytest.mark.parametrize(
    "language",
    [
        pytest.param(each, marks=() if each == SOURCE else pytest.mark.long, id=each.tag)
        for each in LANGUAGES
    ],
)

pytestmark = pytest.mark.only_browser("chromium")


@pytest.fixture(scope="module")
def gallery() -> Iterator[str]:
    """Serve the gallery and return its address without the slash at the end."""
    command = [str(TURVA), "gallery", "--port", "0"]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        said = process.stdout.readline()
        yield said.split()[-1].rstrip("/")
        process.terminate()


@pytest.fixture(scope="module")
def window(browser: Browser) -> Iterator[Page]:
    """Return one window for all examples: a new one for each would take longer than they do."""
    page = browser.new_page()
    yield page
    page.close()


def opened(window: Page, gallery: str, example: Example, language: Language) -> Page:
    answer = window.goto(gallery + example.path(language))
    assert answer is not None
    assert answer.ok
    assert window.evaluate("document.styleSheets[0]?.cssRules.length ?? 0") > 0
    return window


@each_example
@each_language
def test_an_example_can_be_used_by_everybody(
    gallery: str, window: Page, example: Example, language: Language
) -> None:
    window.set_viewport_size({"width": 1280, "height": 800})
    page = opened(window, gallery, example, language)
    assert [] == audit(page)
    page.emulate_media(color_scheme="dark")
    dark = contrast(page)
    page.emulate_media(color_scheme="light")
    assert [] == dark
    page.set_viewport_size(PHONE)
    assert [] == overflow(page)
    assert [] == small_targets(page)


@each_example
def test_an_example_is_mirrored_where_people_write_from_right_to_left(
    gallery: str, window: Page, example: Example
) -> None:
    page = opened(window, gallery, example, SOURCE)
    for width in (320, 1280):
        page.set_viewport_size({"width": width, "height": 800})
        assert [] == page.evaluate(MIRRORED)


@pytest.mark.parametrize(
    ("style", "found"),
    [
        ("margin-inline-start: 20px", []),
        ("margin-left: 20px", ["p."]),
        ("text-align: right", ["p."]),
        ("position: absolute; left: 5px", ["p."]),
    ],
)
def test_what_keeps_to_a_side_is_found(window: Page, style: str, found: list[str]) -> None:
    window.goto("about:blank")
    window.set_content(f'<!doctype html><html dir="rtl"><p style="{style}">Text')
    assert found == window.evaluate(MIRRORED)
    assert window.evaluate("document.documentElement.dir") == "rtl"
