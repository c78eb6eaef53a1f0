"""WebKitGTK: axe and IBM's engine find nothing, on a desk and at a zoom of 400 %."""

from collections.abc import Iterator, Mapping

import pytest
from selenium.webdriver.remote.webdriver import WebDriver

from tests.engines.audit import audited, found_on_a_small_screen
from tests.engines.drivers import display, webkit
from tests.engines.states import FORMS, PAGES, Way
from tests.engines.visit import until
from tests.journeys.service import Service

ZOOM = 4
SMALL = (320, 256)
"""What a screen of 1280 by 1024 shows at that zoom."""

USUAL = frozenset({"referral, problems"})
"""What is met at that zoom in the short matrix too."""

STATES: Mapping[str, Way] = {**PAGES, **FORMS}


@pytest.fixture(scope="module")
def turva(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    with Service(tmp_path_factory.mktemp("turva")) as service:
        yield service


@pytest.fixture(scope="module")
def desk(screen: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[WebDriver]:
    with webkit(screen, tmp_path_factory.mktemp("desk")) as driver:
        yield driver


@pytest.fixture(scope="module")
def zoomed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[WebDriver]:
    """A browser that shows everything four times as large, alone on its screen: it has the keys."""
    with pytest.MonkeyPatch.context() as patch, display() as screen:
        patch.setenv("GDK_DPI_SCALE", str(ZOOM))
        with webkit(screen, tmp_path_factory.mktemp("zoomed")) as driver:
            until(driver, lambda: fits(driver))
            yield driver


def fits(driver: WebDriver) -> bool:
    """Tell whether the window shows as much of a page as it should; if not, make it do so."""
    width, height = driver.execute_script("return [innerWidth, innerHeight]")
    window = driver.get_window_size()
    if SMALL != (width, height):
        driver.set_window_size(ZOOM * SMALL[0], window["height"] + ZOOM * (SMALL[1] - height))
    return SMALL == (width, height)


@pytest.mark.long
@pytest.mark.parametrize("state", STATES)
def test_the_audits_find_nothing(desk: WebDriver, turva: Service, state: str) -> None:
    STATES[state](desk, turva, "en")
    found = audited(desk)
    assert not found, found


@pytest.mark.parametrize(
    "state",
    [pytest.param(each, marks=() if each in USUAL else pytest.mark.long) for each in STATES],
)
def test_at_a_zoom_of_400_percent_nothing_is_cut_off_hidden_or_found_by_the_audits(
    zoomed: WebDriver, turva: Service, state: str
) -> None:
    STATES[state](zoomed, turva, "ar")
    found = [*audited(zoomed), *found_on_a_small_screen(zoomed)]
    assert not found, found
