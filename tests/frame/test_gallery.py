"""The gallery shows every example to who builds components, and is no part of what is public."""

import json
import os
import socket
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import Client

from app.addresses import ADDRESSES
from app.built import PROJECT
from app.config import Settings, from_environment
from app.demo import make_demo_keys
from app.frame.assets import Assets
from app.frame.gallery import Example, components, create_gallery, examples
from app.frame.locale import LANGUAGES, SOURCE, Language
from app.programs import create_public, create_public_site
from app.site.freeze import freeze
from tests.forms.newest import NEWEST
from tests.languages import EACH_LANGUAGE
from tests.page import Page

LOADS = """
import os, sys
from app.config import from_environment
from app.programs import create_public

create_public(from_environment(os.environ))
print("app.site.pages" in sys.modules, "app.frame.gallery" in sys.modules)
"""

each_language = pytest.mark.parametrize("language", LANGUAGES, ids=lambda each: str(each.tag))


@pytest.fixture
def gallery(assets: Assets, catalogues: Path) -> Flask:
    return create_gallery(assets=assets, forms=NEWEST, name="Turva", translations=catalogues)


@pytest.fixture
def client(gallery: Flask) -> FlaskClient:
    return gallery.test_client()


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    home = tmp_path / "instance"
    make_demo_keys(home, datetime.now(UTC).date())
    return from_environment({"TURVA_HOME": str(home)})


def addresses(language: Language) -> set[str]:
    """Return the addresses of all components and examples in a language."""
    shown = {f"/{language.tag}/{component}/" for component in components()}
    return shown | {example.path(language) for example in examples()}


@pytest.mark.parametrize("language", EACH_LANGUAGE)
def test_the_first_page_of_a_language_leads_to_every_component_and_example(
    client: FlaskClient, language: Language
) -> None:
    index = Page(client.get(f"/{language.tag}/").text)
    assert addresses(language) <= {urljoin(f"/{language.tag}/", each) for each in index.links}
    assert {200} == {client.get(path).status_code for path in addresses(language)}


def test_a_component_has_all_its_examples_on_one_page(client: FlaskClient) -> None:
    for component in components():
        links = Page(client.get(f"/{SOURCE.tag}/{component}/").text).links
        own = [each for each in examples() if each.component == component]
        assert {each.path(SOURCE) for each in own} <= set(links)


def test_the_gallery_shows_the_assets_as_they_were_last_built(
    client: FlaskClient, assets: Assets
) -> None:
    (assets.folder / "style-2.css").write_text("p { color: red }")
    files = {**assets.files, "read.css": "style-2.css"}
    (assets.folder / "assets.json").write_text(json.dumps(files))
    assert "/assets/style-2.css" in Page(client.get("/en/button/main/").text).links
    with client.get("/assets/style-2.css") as answer:
        assert "p { color: red }" == answer.get_data(as_text=True)


@pytest.mark.parametrize("path", ["/xx/", "/en/nothing/", "/en/button/nothing/", "/en/../button/"])
def test_what_is_not_in_the_gallery_is_not_found(client: FlaskClient, path: str) -> None:
    assert client.get(path).status_code == 404


def test_an_example_shows_its_words_in_a_language_of_its_direction() -> None:
    words = {"en": "Send", "ar": "إرسال", "sv": "Skicka"}
    example = Example("button", "x", "{{ text }}", {"text": words})
    shown = {each.tag: example.words(each)["text"] for each in LANGUAGES}
    by_direction = {"ltr": "Send", "rtl": "إرسال"}
    assert {each.tag: by_direction[each.direction] for each in LANGUAGES} | {
        tag: word for tag, word in words.items() if tag in shown
    } == shown


def test_the_public_programs_know_no_page_of_the_gallery(settings: Settings) -> None:
    client = Client(create_public(settings))
    public = {each.path.replace("{lang}", SOURCE.tag) for each in ADDRESSES}
    for path in addresses(SOURCE) - public:
        assert client.get(path).status_code == 404, path


def test_the_built_site_holds_no_page_of_the_gallery(settings: Settings, tmp_path: Path) -> None:
    out = tmp_path / "out"
    freeze(create_public_site(settings), out)
    pages = [path.read_text(encoding="utf-8") for path in out.rglob("*.html")]
    assert pages
    assert not any("– Gallery</title>" in page for page in pages)


def test_the_public_programs_do_not_even_load_the_gallery(settings: Settings) -> None:
    loaded = subprocess.run(
        [sys.executable, "-c", LOADS],
        cwd=PROJECT,
        env={**os.environ, "TURVA_HOME": str(settings.home)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert ["True", "False"] == loaded.stdout.split()


def test_the_gallery_is_served_to_this_computer_only() -> None:
    command = [sys.executable, "-m", "app.cli", "gallery", "--port", "0"]
    with subprocess.Popen(command, cwd=PROJECT, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        address = urlsplit(process.stdout.readline().split()[-1])
        assert (address.scheme, address.hostname) == ("http", "127.0.0.1")
        socket.create_connection(("127.0.0.1", address.port or 0)).close()
        # Also an address of this computer, but not the one it listens at.
        with pytest.raises(ConnectionRefusedError):
            socket.create_connection(("127.0.0.2", address.port or 0))
        process.terminate()
