"""Waiting for what a person would see before going on: no test may be faster than they are."""

import contextlib
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Page


def until(page: Page, holds: Callable[[], object]) -> None:
    """Wait until something holds, by asking: `expect` never returns in Firefox without script."""
    for _ in range(400):
        if holds():
            return
        page.wait_for_timeout(50)
    pytest.fail("it never came to that")


@contextlib.contextmanager
def another_page(page: Page) -> Iterator[None]:
    """Do what leads to another page; that one has loaded then, its styles and script included.

    Not `expect_navigation`, which is content with a page that only changes its own address.
    """
    with page.expect_event("load"):
        yield


@contextlib.contextmanager
def with_keyring(page: Page) -> Iterator[None]:
    """Open the sealed page; then it has the keyring, which it fetches once it has loaded."""
    with page.expect_event("requestfinished", lambda request: request.url.endswith("/keyring.txt")):
        yield
