"""The measures find what is wrong: a clean page passes, and each planted fault is named."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, Page

from tests.journeys.audit import audit, contrast, hidden_focus, overflow, small_targets

CLEAN = """<!doctype html><html lang="en"><head><title>Page</title>
<meta name="viewport" content="width=device-width">
<style>
  body { margin: 0; color: #000; background: #fff; font: 18px/1.5 sans-serif }
  header { position: sticky; top: 0; background: #fff }
  html { scroll-padding-block: 80px }
  .bar { display: inline-block; padding: 12px; min-width: 44px }
  :focus-visible { outline: 3px solid; outline-offset: 3px }
</style></head><body><header><a class="bar" href="#main">Skip to it</a></header>
<main id="main"><h1>Page</h1>
<p>Words and <a href="#main">a link</a> among them.</p>
PLANTED
<p class="bar"><a class="bar" href="#end">Another</a></p><p id="end">End.</p>
</main></body></html>"""

PLANTED = {
    "no name": ("<input>", audit, "axe label: input"),
    "contrast of 5 to 1": ("<p style='color:#707070'>Pale</p>", audit, "color-contrast-enhanced"),
    "the same in the scheme": ("<p style='color:#707070'>Pale</p>", contrast, "enhanced"),
    "a heading left out": ("<h4>Too deep</h4>", audit, "axe heading-order"),
    "a target of 20": ("<button style='width:20px;height:20px;padding:0'></button>", audit, "axe"),
    "a click on no control": ("<div onclick='1' tabindex='0'>Press</div>", audit, "ibm "),
    "wider than the page": ("<p style='width:900px'>Wide</p>", overflow, "outside: main p"),
    "scrolls in itself": (
        "<div style='overflow:auto;width:90px'><p style='width:300px'>Wide</p></div>",
        overflow,
        "inside: main div",
    ),
    "a button of 40": ("<button style='height:40px'>Go on</button>", small_targets, "x40: main"),
    "a link by itself": ("<ul><li><a href='#end'>Alone</a></li></ul>", small_targets, "main a"),
    "a number in a bar": (
        "<p></p></main><aside><p>Call <a href='tel:112'>112</a></p></aside>",
        small_targets,
        "aside a",
    ),
    "focus without a ring": (
        "<a class='bar' style='outline:none' href='#end'>Ringless</a>",
        hidden_focus,
        "no ring",
    ),
    "focus under something": (
        "<p style='position:fixed;inset:0;background:#fff'>Over all</p>",
        hidden_focus,
        "under main p",
    ),
    "focus out of view": (
        "<a class='bar' style='position:fixed;left:-999px' href='#end'>Away</a>",
        hidden_focus,
        "out of view",
    ),
}


@pytest.fixture
def clean(browser: Browser) -> Page:
    return browser.new_page(viewport={"width": 320, "height": 480})


def test_a_page_without_fault_passes(clean: Page) -> None:
    clean.set_content(CLEAN.replace("PLANTED", ""))
    found = [measure(clean) for measure in (audit, contrast, overflow, small_targets)]
    assert [[], [], [], []] == found


@pytest.mark.only_browser("chromium")  # Firefox draws no ring after a Shift+Tab that a driver sends
def test_on_a_page_without_fault_the_focus_is_always_seen(clean: Page) -> None:
    clean.set_content(CLEAN.replace("PLANTED", ""))
    assert [] == hidden_focus(clean)


@pytest.mark.parametrize(("planted", "measure", "expected"), PLANTED.values(), ids=PLANTED)
def test_a_planted_fault_is_found(
    clean: Page, planted: str, measure: Callable[[Page], list[str]], expected: str
) -> None:
    clean.set_content(CLEAN.replace("PLANTED", planted))
    assert any(expected in finding for finding in measure(clean)), measure(clean)
