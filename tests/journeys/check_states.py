"""Every state of checking for oneself, each by a name, its title and the way into it."""

from collections.abc import Callable, Mapping

from playwright.sync_api import Page, expect

from app.addresses import link
from tests.journeys.service import Service

Way = Callable[[Page, Service, str], None]

PARTS = 4


def part(page: Page, service: Service, language: str) -> None:
    page.goto(service.address + link("check", lang=language))
    page.locator("#check-on").click()
    expect(page.locator("h2[data-step='1']")).to_be_focused()


def answered(page: Page, service: Service, language: str, *answers: str) -> None:
    """Answer in whichever part it is asked ("pay=yes"), and go to the end."""
    part(page, service, language)
    asked = [each.split("=") for each in answers]
    for _ in range(PARTS):
        for question, value in asked:
            option = page.locator(f"[name={question}][value={value}]")
            if option.is_visible():
                option.check()
        page.locator("#check-on").click()
    expect(page.locator("[data-outcome]:visible").first).to_be_visible()


def end(page: Page, service: Service, language: str) -> None:
    answered(page, service, language)


def young(page: Page, service: Service, language: str) -> None:
    answered(page, service, language, "under_18=yes")


def stopped(page: Page, service: Service, language: str) -> None:
    part(page, service, language)
    page.locator("#check-stop").click()
    expect(page.locator("[data-outcome=stopped]")).to_be_visible()


def failed(page: Page, service: Service, language: str) -> None:
    page.route(f"**{link('write', lang=language)}", lambda route: route.abort())
    answered(page, service, language, "debt=yes")
    page.locator("#take-along").click()
    state = page.locator("#take-state")
    expect(state).to_have_text(state.get_attribute("data-text-failed") or "")


def taken(page: Page, service: Service, language: str) -> None:
    answered(page, service, language, "debt=yes")
    page.locator("#take-along").click()
    expect(page.locator("#letter")).to_be_visible()
    expect(page.locator("#check")).to_be_enabled()


CHECK: Mapping[str, tuple[Way, str]] = {
    "check, part": (part, "Questions, 1 of 4"),
    "check, end": (end, "Questions, end"),
    "check, young": (young, "Questions, end"),
    "check, stopped": (stopped, "Questions, end"),
    "check, failed": (failed, "Questions, end"),
    "check, taken": (taken, "Message"),
}
