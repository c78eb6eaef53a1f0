"""Links know their page's language; redirects name no host."""

import pytest
from flask import Flask, render_template_string

from app.addresses import ADDRESSES, flask_rule
from app.frame.links import link_here, same_page
from app.frame.locale import LANGUAGES


@pytest.fixture
def app_with_addresses(app: Flask) -> Flask:
    for address in ADDRESSES:
        if address.methods:
            app.add_url_rule(
                flask_rule(address), address.name, lambda **_: "x", methods=address.methods
            )
    return app


def test_a_link_is_in_the_language_of_the_page_unless_told(app: Flask) -> None:
    with app.test_request_context("/ar/write/"):
        assert link_here("home") == "/ar/"
        assert link_here("home", lang="en") == "/en/"
        assert link_here("keyring") == "/keyring.txt"
        assert render_template_string("{{ link('write') }}") == "/ar/write/"


@pytest.mark.parametrize(
    ("path", "method", "in_arabic"),
    [
        ("/en/", "GET", "/ar/"),
        ("/en/write/", "GET", "/ar/write/"),
        ("/en/write/plain/", "POST", "/ar/write/plain/"),
        ("/en/write/plain/send", "POST", "/ar/write/plain/"),
        ("/", "GET", "/ar/"),
        ("/en/nothing", "GET", "/ar/"),
        ("/keyring.txt", "GET", "/ar/"),
    ],
)
def test_the_same_page_in_another_language_can_always_be_opened(
    app_with_addresses: Flask, path: str, method: str, in_arabic: str
) -> None:
    arabic = next(each for each in LANGUAGES if each.tag == "ar")
    with app_with_addresses.test_request_context(path, method=method):
        assert in_arabic == same_page(arabic)
    assert app_with_addresses.test_client().get(in_arabic).status_code == 200


@pytest.mark.parametrize("host", ["evil.example", "proxy.internal:8443"])
def test_a_redirect_names_a_path_and_no_host(app_with_addresses: Flask, host: str) -> None:
    client = app_with_addresses.test_client()
    response = client.get("/ar/write?x=1", headers={"Host": host})
    assert response.status_code == 308
    assert response.headers["Location"] == "/ar/write/?x=1"
    assert host not in response.text
    assert "Content-Security-Policy" in response.headers
