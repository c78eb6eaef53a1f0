"""What is wrong with a page as it stands: for who cannot see, cannot aim, or holds a small phone.

Each function returns findings, a short line each and empty if all is well; none holds a word of
the page. They are evaluated from outside, so the page's own policy stays in force: never give a
context `bypass_csp`, which would change what is measured.
"""

import functools
from pathlib import Path

from playwright.sync_api import Page

HERE = Path(__file__).parent
TOOLS = HERE.parent / "tools" / "node_modules"
MOST_STOPS = 200


@functools.cache
def engines() -> str:
    """Return axe, IBM's engine and our own measures as one script that leaves its names behind."""
    parts = (
        TOOLS / "axe-core" / "axe.min.js",
        TOOLS / "accessibility-checker-engine" / "ace.js",
        HERE / "measures.mjs",
    )
    return ";\n".join(part.read_text(encoding="utf-8") for part in parts) + ";0"


def measure(page: Page, call: str) -> list[str]:
    """Return what one of the measures finds, such as `measure(page, "overflow()")`."""
    if not page.evaluate("'measures' in globalThis"):
        page.evaluate(engines())
    found: list[str] = page.evaluate(f"measures.{call}")
    return found


def audit(page: Page) -> list[str]:
    """Return what axe (WCAG 2.0 to 2.2, A to AAA, best practice) and IBM's engine find."""
    return [*measure(page, "axe()"), *measure(page, "ibm()")]


def contrast(page: Page) -> list[str]:
    """Return what axe finds in the colours alone: all that another colour scheme changes."""
    return measure(page, "contrast()")


def overflow(page: Page) -> list[str]:
    """Return what reaches beyond the page's width at its present size."""
    return measure(page, "overflow()")


def small_targets(page: Page, least: int = 44) -> list[str]:
    """Return what is to be pressed and is smaller than `least` pixels, links in sentences aside."""
    return measure(page, f"smallTargets({least})")


def hidden_focus(page: Page) -> list[str]:
    """Walk through the page with Tab, and back; return the stops at which the focus is not seen."""
    return [*_walk(page, "Tab"), *_walk(page, "Shift+Tab")]


def _walk(page: Page, key: str) -> list[str]:
    measure(page, "overflow()")
    faults: dict[str, None] = {}
    first = ""
    for _ in range(MOST_STOPS):
        page.keyboard.press(key)
        here, fault = page.evaluate("[measures.focused(), measures.hiddenFocus()]")
        if here and here == first:
            return list(faults)
        first = first or here
        if fault:
            faults[f"{key}: {fault}"] = None
    raise AssertionError("the focus never comes round")
