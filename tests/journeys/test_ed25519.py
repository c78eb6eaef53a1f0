"""A browser that cannot verify by itself fetches what can, and no other does (P2, P3)."""

from playwright.sync_api import Page, Route, expect

from tests.journeys.service import Service
from tests.journeys.writing import MARK, begun, press_send, send

NO_ED25519 = """
  const importKey = crypto.subtle.importKey;
  SubtleCrypto.prototype.importKey = function (format, key, algorithm, ...rest) {
    return algorithm === "Ed25519"
      ? Promise.reject(new DOMException("unrecognised name", "NotSupportedError"))
      : importKey.call(this, format, key, algorithm, ...rest);
  };
"""


def scripts_asked(page: Page) -> list[str]:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    return asked


def test_a_browser_without_ed25519_fetches_it_and_sends(service: Service, page: Page) -> None:
    asked = scripts_asked(page)
    page.add_init_script(NO_ED25519)
    receipt = begun(page, service.address)
    assert receipt == send(page)
    assert 1 == len([url for url in asked if "/assets/ed25519_script-" in url])


def test_a_browser_with_ed25519_does_not(service: Service, page: Page) -> None:
    asked = scripts_asked(page)
    begun(page, service.address)
    send(page)
    assert [] == [url for url in asked if "ed25519" in url]


def test_what_verifies_does_not_come_and_nothing_is_sent_or_lost(
    service: Service, page: Page
) -> None:
    page.add_init_script(NO_ED25519)

    def lose(route: Route) -> None:
        route.abort()

    page.route("**/assets/ed25519_script-*", lose)
    begun(page, service.address)
    press_send(page)
    expect(page.locator("#state")).to_contain_text("not sent")
    expect(page.locator("#plain-way")).to_be_visible()
    expect(page.locator("[data-receipt=unsent]")).to_be_visible()
    expect(page.locator("#q-message")).to_have_value(MARK)
    assert [] == service.envelopes()
