"""The card and the words to show: the code leads to the site, the words name the language."""

import re

import pytest
import segno
from flask.testing import FlaskClient

from app.addresses import link
from app.frame.locale import LANGUAGES, Language
from app.site.cards import code
from tests.page import Page
from tests.site.conftest import ANCHOR

every_language = pytest.mark.parametrize("language", LANGUAGES, ids=lambda each: str(each.tag))
STEP = re.compile(r"([Mmh])(-?[\d.]+)(?:[ ,]?(-?[\d.]+))?")


def dots(path: str, size: int) -> list[list[int]]:
    """Draw a path of horizontal strokes, each one unit high, into a square."""
    drawn = [[0] * size for _ in range(size)]
    x, y = 0.0, 0.0
    for kind, first, second in STEP.findall(path):
        if kind == "M":
            x, y = float(first), float(second)
        elif kind == "m":
            x, y = x + float(first), y + float(second)
        else:
            for at in range(int(x), int(x + float(first))):
                drawn[int(y)][at] = 1
            x += float(first)
    return drawn


def test_the_code_on_the_card_is_that_of_the_address() -> None:
    made = code("https://turva.example/")
    expected = segno.make("https://turva.example/", error="m", micro=False)

    assert [list(row) for row in expected.matrix_iter(border=4)] == dots(made.path, made.size)


@every_language
def test_the_card_shows_the_code_of_the_site(client: FlaskClient, language: Language) -> None:
    shown = client.get(link("card", lang=language.tag)).text

    assert code(f"https://{ANCHOR.site}/").path in shown


@every_language
def test_the_words_to_show_are_in_the_own_language_and_in_those_of_finland(
    client: FlaskClient, language: Language
) -> None:
    shown = Page(client.get(link("card", lang=language.tag)).text)
    languages = [
        each["lang"] for each in shown.all("li") if "lang" in each and "hreflang" not in each
    ]

    base = language.tag.split("-")[0]
    assert [language.tag, *(tag for tag in ("fi", "sv", "en") if tag != base)] == languages


def test_the_words_name_the_language_in_each_of_them(client: FlaskClient) -> None:
    texts = Page(client.get(link("card", lang="ar")).text).texts

    assert "العربية" in texts["ar"]
    assert "arabia" in texts["fi"]
    assert "arabiska" in texts["sv"]
    assert "Arabic" in texts["en"]
