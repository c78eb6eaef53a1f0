"""A dressed app keeps no session, answers no page of another host, and has the frame on."""

import re
from pathlib import Path

import pytest
from flask import Flask, flash, render_template, session
from flask.testing import FlaskClient
from jinja2 import TemplateRuntimeError, UndefinedError

from app.frame.assets import Assets
from app.frame.dress import dress

PAGE = """{% extends "base.html" %}
{% block step %}Step{% endblock %}
{% block main %}<h1>x</h1>{% endblock %}
"""


@pytest.fixture
def own_templates(tmp_path: Path, assets: Assets, catalogues: Path) -> Flask:
    """Return a dressed app with a template folder of its own."""
    folder = tmp_path / "templates"
    folder.mkdir()
    (folder / "page.html").write_text(PAGE)
    (folder / "form.html").write_text(PAGE.replace("%}", "%}{% set writing = true %}", 1))
    (folder / "wrong.html").write_text("{{ not_there }}")
    (folder / "no_step.html").write_text('{% extends "base.html" %}')
    app = Flask("dressed", static_folder=None, template_folder=str(folder))
    app.config["BABEL_TRANSLATION_DIRECTORIES"] = str(catalogues)
    dress(app, assets=assets, name="Väylä", leave_to="https://weather.example/")
    app.add_url_rule("/<lang:lang>/<name>", "any", lambda name: render_template(f"{name}.html"))
    return app


def test_a_session_can_be_read_as_empty_and_never_written(app: Flask) -> None:
    def write() -> str:
        session["who"] = "you"
        return "x"

    def tell() -> str:
        flash("x")
        return "x"

    app.testing = True
    app.config["SECRET_KEY"] = "set by mistake"  # noqa: S105 (it must not matter)
    app.add_url_rule("/read", "read", lambda: str(dict(session)))
    app.add_url_rule("/write", "write", write)
    app.add_url_rule("/tell", "tell", tell)
    client = app.test_client()
    assert client.get("/read").text == "{}"
    for path in ("/write", "/tell"):
        with pytest.raises(RuntimeError, match="session is unavailable"):
            client.get(path)


def test_pages_of_other_hosts_are_promised_nothing(app: Flask, client: FlaskClient) -> None:
    app.add_url_rule("/here", "here", lambda: "x")
    response = client.open(
        "/here",
        method="OPTIONS",
        headers={"Origin": "https://evil.example", "Access-Control-Request-Method": "GET"},
    )
    assert response.status_code == 405
    assert not [name for name, _ in response.headers if name.lower().startswith("access-control")]


def test_a_page_stands_in_the_frame(own_templates: Flask) -> None:
    text = own_templates.test_client().get("/ar/page").text
    assert '<html lang="ar" dir="rtl">' in text
    assert "<title>Step – Väylä</title>" in text
    assert 'href="/assets/style-1.css"' in text
    assert 'href="/assets/icon-1.svg"' in text
    assert 'id="exit" href="/ar/exit/" data-away="https://weather.example/"' in text
    assert re.search(
        r'<script type="module" src="/assets/leave-1.js" integrity="sha384-[\w+/]{64}">', text
    )
    assert 'href="tel:112"' in text
    assert '<a class="brand" href="/ar/">' in text
    assert '<a href="/en/" lang="en" hreflang="en" dir="ltr">English</a>' in text


def test_a_page_with_a_form_has_no_link_in_its_name(own_templates: Flask) -> None:
    assert '<a class="brand"' not in own_templates.test_client().get("/en/form").text


def test_a_name_that_is_not_there_is_an_error_and_no_empty_place(own_templates: Flask) -> None:
    own_templates.testing = True
    with pytest.raises(UndefinedError, match="not_there"):
        own_templates.test_client().get("/en/wrong")


def test_a_page_without_words_for_its_title_is_an_error(own_templates: Flask) -> None:
    own_templates.testing = True
    with pytest.raises(TemplateRuntimeError, match="Required block 'step'"):
        own_templates.test_client().get("/en/no_step")
