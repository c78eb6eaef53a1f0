"""The way out without script: a page that tells nothing, makes the browser forget, and leaves."""

import re
from urllib.parse import urljoin

import pytest
from flask.testing import FlaskClient

from app.addresses import link
from app.frame.contacts import EXIT
from app.frame.locale import LANGUAGES, Language
from tests.page import Page

every_language = pytest.mark.parametrize("language", LANGUAGES, ids=lambda each: str(each.tag))


@pytest.fixture
def shown(client: FlaskClient, language: Language) -> Page:
    return Page(client.get(link("exit", lang=language.tag)).text)


@every_language
def test_the_page_goes_on_by_itself_and_by_a_link(shown: Page) -> None:
    [refresh] = [each for each in shown.all("meta") if "http-equiv" in each]
    assert ("refresh", f"0; url={EXIT}") == (refresh["http-equiv"], refresh["content"])
    assert [EXIT] == [each["href"] for each in shown.all("a")]
    assert "noreferrer" in shown.one("a")["rel"]


@every_language
def test_the_page_loads_the_file_that_makes_the_browser_forget(shown: Page) -> None:
    sheets = [each["href"] for each in shown.all("link") if each["rel"] == "stylesheet"]
    assert link("clear") == sheets[-1]


@every_language
def test_the_page_tells_nothing(shown: Page, language: Language) -> None:
    """No number, no other page, no name: a heading, the way on, and the product in the title."""
    assert (language.tag, language.direction) == (
        shown.one("html")["lang"],
        shown.one("html")["dir"],
    )
    assert [] == list(shown.all("script", "form", "aside", "nav", "header", "footer", "h2", "svg"))
    assert 1 == len(list(shown.all("h1")))
    words = " ".join(shown.texts[language.tag].split())
    assert len(words) < 40
    assert not re.search(r"\d|Turva", words.replace(shown.title, ""))


def test_the_file_is_empty_and_its_header_does_it_all(client: FlaskClient) -> None:
    answer = client.get(link("clear"))
    assert (200, b"", "text/css; charset=utf-8") == (
        answer.status_code,
        answer.data,
        answer.content_type,
    )
    assert '"cache"' == answer.headers["Clear-Site-Data"]
    assert "no-store" == answer.headers["Cache-Control"]


@every_language
def test_the_way_to_the_form_leads_over_what_the_exit_does(
    client: FlaskClient, language: Language
) -> None:
    def ways(name: str) -> set[str]:
        address = link(name, lang=language.tag)
        page = Page(client.get(address).text)
        return {urljoin(address, each["href"]) for each in page.all("a") if "main" in each.inside}

    before, write = (link(name, lang=language.tag) for name in ("before", "write"))
    assert before in ways("home")
    assert write not in ways("home")
    assert {write, link("safety", lang=language.tag)} <= ways("before")
