"""The table of addresses: links, Flask's rules and the dispatcher agree, because they are one."""

from collections.abc import Callable, Iterable
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

import pytest
from flask import Flask, url_for
from hypothesis import given
from hypothesis import strategies as st
from werkzeug.test import Client

from app.addresses import (
    ADDRESSES,
    Address,
    Dispatcher,
    Program,
    ViewsMismatch,
    flask_rule,
    link,
    match,
    register,
)
from app.frame.locale import LanguageConverter


def example_path(address: Address) -> str:
    return address.path.format(lang="ar", file="style.css")


def flask_app() -> Flask:
    app = Flask("addresses", static_folder=None)
    app.url_map.converters["lang"] = LanguageConverter
    return app


def view(**_: str) -> str:
    return "x"


def views(program: Program) -> dict[str, Callable[..., str]]:
    return {each.name: view for each in ADDRESSES if each.program == program and each.methods}


def test_names_and_paths_are_each_used_once() -> None:
    assert len(ADDRESSES) == len({each.name for each in ADDRESSES})
    assert len(ADDRESSES) == len({each.path for each in ADDRESSES})


def test_a_link_is_a_path_in_a_language() -> None:
    assert link("write", lang="ar") == "/ar/write/"
    assert link("languages") == "/"
    assert link("asset", file="a.css") == "/assets/a.css"


@pytest.mark.parametrize(("name", "values"), [("nowhere", {}), ("write", {"file": "x"})])
def test_a_link_to_nothing_is_refused(name: str, values: dict[str, str]) -> None:
    with pytest.raises(KeyError):
        link(name, **values)


def test_a_flask_rule_matches_languages_by_their_converter() -> None:
    rules = [flask_rule(each) for each in ADDRESSES if each.name in {"write", "asset"}]
    assert rules == ["/<lang:lang>/write/", "/assets/<file>"]


@pytest.mark.parametrize("address", ADDRESSES, ids=lambda address: str(address.name))
def test_each_address_is_dispatched_to_its_own_program(address: Address) -> None:
    assert address.program == match(example_path(address))


@pytest.mark.parametrize(
    ("path", "program"),
    [
        ("/api/", "intake"),
        ("/api", "intake"),
        ("/api/nothing/here", "intake"),
        ("/api/write/", "intake"),
        ("/en/write/plain", "intake"),
        ("/en/write/plain/nothing", "intake"),
        ("/xx/write/plain/", "intake"),
        ("/en/write/plainer/", "site"),
        ("/en/api/envelopes", "site"),
        ("/apis/", "site"),
        ("/keyring.txt.old", "site"),
        ("//api/envelopes", "intake"),
        ("", "site"),
        ("/nothing", "site"),
    ],
)
def test_what_lies_under_an_address_belongs_to_its_program(path: str, program: Program) -> None:
    assert program == match(path)


@given(st.text(alphabet=st.sampled_from("/aein{}.?%\x00é"), max_size=30))
def test_every_path_has_a_program(path: str) -> None:
    assert match(path) in {"site", "intake"}


@pytest.mark.parametrize("program", ["site", "intake"])
def test_a_program_answers_at_all_its_addresses_and_no_other(program: Program) -> None:
    app = flask_app()
    register(app, program, views(program))
    expected = {
        (flask_rule(each), method)
        for each in ADDRESSES
        if each.program == program
        for method in each.methods
    }
    rules = {
        (rule.rule, method)
        for rule in app.url_map.iter_rules()
        for method in (rule.methods or set()) - {"HEAD", "OPTIONS"}
    }
    assert expected == rules


def test_a_rule_makes_no_links_of_its_own() -> None:
    app = flask_app()
    register(app, "site", views("site"))
    with app.test_request_context(), pytest.raises(LookupError, match=r"app\.addresses\.link"):
        url_for("home", lang="en")


def test_a_missing_view_stops_the_start() -> None:
    given_views = views("intake")
    del given_views["keyring"]
    with pytest.raises(ViewsMismatch, match="no view for: keyring; views without address: none"):
        register(flask_app(), "intake", given_views)


def test_a_view_without_an_address_stops_the_start() -> None:
    with pytest.raises(ViewsMismatch, match="views without address: extra"):
        register(flask_app(), "site", {**views("site"), "extra": view})


def test_a_missing_and_an_extra_view_do_not_make_up_for_each_other() -> None:
    given_views = views("site")
    given_views["hom"] = given_views.pop("home")
    with pytest.raises(ViewsMismatch, match="no view for: home; views without address: hom"):
        register(flask_app(), "site", given_views)


def program_that_says(word: str) -> WSGIApplication:
    def application(_: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        start_response("200 OK", [("Content-Type", "text/plain")])
        return [word.encode()]

    return application


def test_the_dispatcher_hands_a_request_to_the_program_of_its_address() -> None:
    client = Client(
        Dispatcher({"site": program_that_says("site"), "intake": program_that_says("intake")})
    )
    assert client.get("/en/").text == "site"
    assert client.post("/api/envelopes").text == "intake"
    assert client.get("/en/write/plain/?x=/en/").text == "intake"
    assert client.get("/api%2Fenvelopes").text == "intake"
