"""What programs look for: security.txt, robots.txt, the sitemap."""

import re
from datetime import date
from urllib.parse import urlsplit
from xml.etree import ElementTree as ET

import pytest
from flask.testing import FlaskClient

from app.addresses import link
from app.forms.load import load_all
from app.frame.assets import Assets
from app.frame.locale import LANGUAGES, Language
from app.site.pages import create_site
from app.site.responsible import Responsible
from tests.languages import EACH_LANGUAGE
from tests.page import Page
from tests.site.conftest import ANCHOR, ROOT

NAMESPACE = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
HOST = f"https://{ANCHOR.site}"


def test_security_txt_says_whom_to_tell_until_when_and_where_it_belongs(
    client: FlaskClient,
) -> None:
    answer = client.get("/.well-known/security.txt")
    fields = dict(line.split(": ", 1) for line in answer.text.splitlines())

    assert "text/plain" == answer.mimetype
    assert re.match(r"(tel|mailto|https):", fields["Contact"])
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT00:00:00Z", fields["Expires"])
    assert f"{HOST}/.well-known/security.txt" == fields["Canonical"]
    assert {"fi", "sv", "en"} == set(fields["Preferred-Languages"].split(", "))


def test_the_sitemap_names_every_page_that_may_be_found_in_every_language(
    client: FlaskClient,
) -> None:
    root = ET.fromstring(client.get("/sitemap.xml").data)  # noqa: S314 (our own)
    found = [each.findtext(f"{NAMESPACE}loc") or "" for each in root]

    for address in found:
        assert address.startswith(HOST)
        assert 200 == client.get(urlsplit(address).path).status_code
    assert len(found) == len(set(found))
    for language in LANGUAGES:
        for name in ("home", "help", "card", "statistics", "check", "write", "return"):
            assert HOST + link(name, lang=language.tag) in found
        assert HOST + link("report", lang=language.tag, file="growth") in found
        for name in ("write_plain", "return_plain", "exit", "sheet"):
            assert HOST + link(name, lang=language.tag, file="growth") not in found
    for url in root:
        others = [each.attrib["hreflang"] for each in url if each.tag.endswith("link")]
        assert [language.tag for language in LANGUAGES] == others


def test_robots_may_read_everything_and_find_the_sitemap(client: FlaskClient) -> None:
    lines = client.get("/robots.txt").text.splitlines()

    assert ["User-agent: *", "Disallow:", f"Sitemap: {HOST}/sitemap.xml"] == lines


def site(built: Assets, responsible: Responsible) -> FlaskClient:
    return create_site(
        anchor=ANCHOR,
        questionnaires=load_all(ROOT / "content" / "forms"),
        assets=built,
        content=ROOT / "content",
        name="Turva",
        responsible=responsible,
    ).test_client()


@pytest.mark.parametrize("language", EACH_LANGUAGE)
def test_what_only_the_nas_can_say_is_marked_until_it_is_told(
    built: Assets, language: Language
) -> None:
    path = link("privacy", lang=language.tag)
    marked = [
        len(list(Page(site(built, each).get(path).text).all("mark")))
        for each in (
            Responsible(),
            Responsible(officer="A. Aalto"),
            Responsible("A. Aalto", "PL 1, 53300 X"),
        )
    ]

    assert [2, 1, 0] == marked


def test_what_the_nas_said_of_itself_is_shown_as_text(built: Assets) -> None:
    told = Responsible("A <b>Aalto</b>", "PL 1", "mailto:turva@turva.example", date(2028, 1, 31))
    client = site(built, told)

    assert "A <b>Aalto</b>" in Page(client.get("/en/privacy/").text).text
    text = client.get("/.well-known/security.txt").text
    assert "Contact: mailto:turva@turva.example\nExpires: 2028-01-31T00:00:00Z\n" in text
