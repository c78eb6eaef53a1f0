"""Every public page in every language: what it must hold and never do (P1, P2, P10)."""

import gzip
import re
from collections.abc import Callable
from functools import cache
from itertools import pairwise
from pathlib import Path
from urllib.parse import urljoin

import pytest
from flask import Flask, render_template_string
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from app.addresses import ADDRESSES, WORDS, link
from app.frame.assets import Assets
from app.frame.contacts import EMERGENCY, EXIT, HELPLINE
from app.frame.locale import LANGUAGES, SOURCE, Language
from app.site.freeze import MARKER, freeze
from tests.identified import identified, tongue
from tests.page import Page
from tests.site.conftest import ANCHOR, ROOT
from tests.translations.tongues import NAMES as NAMES_IN_LATIN

NAMES = (
    *("home", "before", "safety", "check", "someone", "refer", "write", "return", "statistics"),
    *WORDS,
)
REPORTS = sorted(path.stem for path in (ROOT / "content" / "statistics").glob("*.yaml"))
SMALL = ("home", "check", "write", "call", "help", "return", "exit")
"""What a person in need meets first: these pages are the lightest."""


def paths_of(language: Language) -> list[str]:
    """Return the path of every page to look at in a language."""
    pages = [link(name, lang=language.tag) for name in NAMES]
    return pages + [link("report", lang=language.tag, file=name) for name in REPORTS]


PAGES = [path for language in LANGUAGES for path in paths_of(language)]
ERRORS = [f"/{language.tag}/none" for language in LANGUAGES]
EVERY = [*PAGES, *ERRORS, "/", "/none"]
TELLING = re.compile(
    r"victim|traffick|help|rescue|nas\b|police|abuse|control|ضحي|ضحاي|اتجار|مساعد|نجد|شرط|سر",
    re.IGNORECASE,
)
ORIGIN = f"https://{ANCHOR.site}"
LATIN_NAMES = NAMES_IN_LATIN | {"turva", "test", ANCHOR.site}
SCRIPTS = {"ar": "[\u0600-\u06ff]+", "fa-AF": "[\u0600-\u06ff]+"} | {
    "ru": "[\u0400-\u04ff]+",
    "th": "[\u0e00-\u0e7f]+",
}
"""The letters of each language that has others than Latin ones."""

every_page = pytest.mark.parametrize("path", EVERY)
every_text = pytest.mark.parametrize("path", PAGES)
every_language = pytest.mark.parametrize("language", LANGUAGES, ids=lambda each: str(each.tag))


Get = Callable[[str], TestResponse]
Show = Callable[[str], Page]


@pytest.fixture(scope="module")
def get(turva: Flask) -> Get:
    """Ask for a path, but only once: the pages are the same at every time."""
    client = turva.test_client()

    def asked(path: str) -> TestResponse:
        answer = client.get(path)
        answer.get_data()
        answer.close()
        return answer

    return cache(asked)


@pytest.fixture(scope="module")
def show(get: Get) -> Show:
    """Read the page at a path, but only once."""
    return cache(lambda path: Page(get(path).text))


@pytest.fixture
def shown(show: Show, path: str) -> Page:
    """Return the page at the path that a test is about."""
    return show(path)


@pytest.fixture
def language(path: str) -> Language:
    """Return the language that the path stands for."""
    return {each.tag: each for each in LANGUAGES}.get(path.split("/")[1], SOURCE)


@every_page
def test_a_page_says_its_language_and_direction(shown: Page, language: Language) -> None:
    html = shown.one("html")

    assert (language.tag, language.direction) == (html["lang"], html["dir"])


@every_page
def test_a_page_has_one_first_heading_and_skips_no_level(shown: Page) -> None:
    levels = [int(heading.tag[1]) for heading in shown.all("h1", "h2", "h3", "h4", "h5", "h6")]

    assert (1, 1) == (levels[0], levels.count(1))
    assert all(after <= before + 1 for before, after in pairwise(levels))
    assert shown.one("main")["id"] == "main"


@every_page
def test_a_title_tells_a_bystander_nothing(shown: Page) -> None:
    titles = [shown.title] + [
        value
        for element in shown.all("form")
        for name, value in element.attributes.items()
        if name.startswith("data-title-")
    ]

    for title in titles:
        assert title.endswith(" – Turva")
        assert not TELLING.search(title), title


@every_text
def test_what_a_preview_shows_is_as_neutral_as_the_title(shown: Page) -> None:
    [description] = [
        each["content"]
        for each in shown.all("meta")
        if each.attributes.get("name") == "description"
    ]
    assert len(description) > 20
    assert not TELLING.search(description)


@every_language
def test_the_titles_of_a_language_differ(show: Show, language: Language) -> None:
    paths = [*paths_of(language), f"/{language.tag}/none", "/"]
    titles = [show(path).title for path in paths]

    assert len(titles) == len(set(titles))


@every_page
def test_a_page_holds_no_script_and_no_style_of_its_own(shown: Page) -> None:
    assert [] == list(shown.all("style", "iframe", "object", "embed", "base"))
    for script in shown.all("script"):
        assert "src" in script
    for element in shown.all():
        assert "style" not in element
        assert [] == [name for name in element.attributes if name.startswith("on")]


@every_page
def test_a_page_sets_no_cookie(get: Get, path: str) -> None:
    assert "Set-Cookie" not in get(path).headers


@every_page
def test_nothing_leads_to_another_host_but_the_exit(shown: Page) -> None:
    foreign = [
        value
        for element in shown.all()
        for value in element.attributes.values()
        if re.match(r"\s*([a-z][a-z0-9+.-]*:)?//", value, re.IGNORECASE)
        and not value.startswith(f"{ORIGIN}/")
    ]

    assert [EXIT] == foreign


@every_page
def test_every_address_on_a_page_is_one_of_ours_and_keeps_no_state(
    shown: Page, get: Get, path: str
) -> None:
    ids = {element.attributes.get("id") for element in shown.all()}
    for element in shown.all():
        for name in {"href", "src"} & element.attributes.keys():
            address = element[name]
            if address.startswith("#"):
                assert address[1:] in ids, address
            elif address.startswith(f"{ORIGIN}/"):
                assert answers(get, address.removeprefix(ORIGIN)), address
            elif not address.startswith("tel:") and address != EXIT:
                assert answers(get, urljoin(path, address)), address


def answers(get: Get, address: str) -> bool:
    """Say whether one of the programs answers a GET of the address; the site's are tried."""
    for each in ADDRESSES:
        pattern = re.sub(r"\\{\w+\\}", "[^/?#]+", re.escape(each.path))
        if "GET" in each.methods and re.fullmatch(pattern, address):
            return each.program != "site" or get(address).status_code == 200
    return False


@every_page
def test_no_sentence_ends_with_two_full_stops(shown: Page, language: Language) -> None:
    assert ".." not in shown.texts[language.tag]


@every_page
def test_the_helpline_is_one_tap_away(shown: Page) -> None:
    called = [element["href"] for element in shown.all("a") if element["href"].startswith("tel:")]

    assert {f"tel:{HELPLINE.dialled}", f"tel:{EMERGENCY.dialled}"} == set(called)


@every_page
def test_a_number_keeps_its_order_in_every_direction(shown: Page) -> None:
    """A run of groups of digits turns around in right-to-left text unless it stands in a bdi."""
    for text, element in shown.pieces:
        if re.search(r"\d[\d ]* \d", text):
            assert ("bdi", "ltr") == (element.tag, element.attributes.get("dir")), text


@every_text
def test_a_page_leads_to_itself_in_every_language(
    shown: Page, language: Language, path: str
) -> None:
    elsewhere = {each.tag: path.replace(f"/{language.tag}/", f"/{each.tag}/") for each in LANGUAGES}
    alternates = {
        each["hreflang"]: each["href"]
        for each in shown.all("link")
        if each.attributes.get("rel") == "alternate"
    }
    picker = {each["hreflang"]: each for each in shown.all("a") if "hreflang" in each}

    # Search engines take whole addresses alone.
    absolute = {tag: ORIGIN + address for tag, address in elsewhere.items()}
    assert {**absolute, "x-default": f"{ORIGIN}/"} == alternates
    others = [each for each in LANGUAGES if each != language]
    assert {each.tag: elsewhere[each.tag] for each in others} == {
        tag: each["href"] for tag, each in picker.items()
    }
    assert {each.tag: (each.tag, each.direction) for each in others} == {
        tag: (each["lang"], each["dir"]) for tag, each in picker.items()
    }


@every_page
def test_a_page_is_really_in_its_language(shown: Page, language: Language) -> None:
    own = shown.texts[language.tag]
    latin = [word for word in re.findall(r"[A-Za-z]+", own) if word not in LATIN_NAMES]
    found = {tag: re.findall(script, own) for tag, script in SCRIPTS.items()}
    words = found.get(language.tag, latin)

    assert len(words) > 20
    assert {tongue(language)} == identified(own)
    for others in (latin, *found.values()):
        assert others in (words, [])


@every_language
def test_a_translation_says_who_checked_it(turva: Flask, show: Show, language: Language) -> None:
    with turva.test_request_context(link("home", lang=language.tag)):
        notice = render_template_string(
            "{{ _('A machine translated this text. No person has checked it yet.') }}"
        )
    for path in paths_of(language):
        shown = show(path)
        assert (not language.reviewed) == (notice in shown.texts[language.tag])


@every_text
def test_a_page_is_light(get: Get, built: Assets, path: str) -> None:
    answer = get(path)
    name = "read.css" if built.url("read.css") in answer.text else "style.css"
    style = (built.folder / built.files[name]).read_bytes()
    loaded = [
        each
        for each in Page(answer.text).all("link", "script", "img")
        if each.attributes.get("rel") in {None, "stylesheet"}
    ]

    name = path.strip("/").partition("/")[2] or "home"
    budget = 14 if name in SMALL else 20
    assert len(gzip.compress(answer.data)) + len(gzip.compress(style)) <= budget * 1024
    assert 1 + len(loaded) <= 4


def test_the_static_site_is_what_the_views_serve(
    turva: Flask, client: FlaskClient, tmp_path: Path
) -> None:
    freeze(turva, tmp_path / "one")
    freeze(turva, tmp_path / "two")
    one, two = (
        {
            path.relative_to(tmp_path / copy).as_posix(): path.read_bytes()
            for path in (tmp_path / copy).rglob("*")
            if path.is_file() and path.name != MARKER
        }
        for copy in ("one", "two")
    )

    assert one == two
    for file, body in one.items():
        path = "/" + file.removesuffix("index.html")
        with client.get(path) as answer:
            assert answer.get_data() == body, file
