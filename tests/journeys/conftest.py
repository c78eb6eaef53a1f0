"""People's journeys: a real browser, the real public process, staff's real commands.

Every page handed out here is watched: at the end of the test it must have left no cookie and no
storage, spoken to no other host, and met no violation of its own policy (P1, P3).
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, Playwright

from tests.journeys.service import Service, Wire
from tests.journeys.states import AWAY
from tests.journeys.watch import CHROMIUM, FIREFOX, watched

OWN_SELECTION = frozenset({"test_back", "test_every_page", "test_exit", "test_inbox"})
"""Modules of which the other engine meets all, or that say themselves what it meets."""

ENGINES_DIFFER = frozenset(
    {
        *("test_attachments", "test_ed25519", "test_plain", "test_plain_return"),
        *("test_return_back", "test_sealed", "test_traces"),
    }
)
"""Modules of what a browser itself does: seal, draw, keep, restore. The other engine meets each of
their tests once; what only our own code decides it meets in the long matrix alone."""


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Let the other engine meet in the short matrix what may differ in it, and that once."""
    met: set[str] = set()
    for item in items:
        assert isinstance(item, pytest.Function)
        asked = item.callspec.params.get("browser_name") if hasattr(item, "callspec") else None
        if asked != "firefox" or item.path.stem in OWN_SELECTION or item.get_closest_marker("long"):
            continue
        name = item.nodeid.partition("[")[0]
        if name in met or item.path.stem not in ENGINES_DIFFER:
            item.add_marker(pytest.mark.long)
        met.add(name)


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_name: str) -> dict[str, Any]:
    return FIREFOX if browser_name == "firefox" else CHROMIUM


@pytest.fixture
def service(tmp_path: Path) -> Iterator[Service]:
    with Service(tmp_path / "instance") as service:
        yield service


@pytest.fixture(scope="session")
def turva(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    """One Turva for all tests that look at pages and count no letters."""
    with Service(tmp_path_factory.mktemp("turva"), settings={"TURVA_EXIT": AWAY}) as service:
        yield service


@pytest.fixture
def wire(service: Service) -> Iterator[Wire]:
    wire = Wire(service.port)
    yield wire
    wire.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    with watched(browser) as page:
        yield page


@pytest.fixture(scope="session")
def silent(browser: Browser, playwright: Playwright, browser_name: str) -> Iterator[Browser]:
    """A browser in which pages run no script.

    Firefox ignores the context's setting on this channel, so it is told by preference.
    """
    if browser_name == "chromium":
        yield browser
        return
    preferences = {"javascript.enabled": False}
    silent = playwright.firefox.launch(**FIREFOX, firefox_user_prefs=preferences)  # type: ignore[arg-type]  # one dict for all launches
    yield silent
    silent.close()


@pytest.fixture
def scriptless(silent: Browser) -> Iterator[Page]:
    """A page of a browser with script switched off."""
    with watched(silent, script=False) as page:
        yield page
