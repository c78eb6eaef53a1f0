"""Every answer carries a policy, the policy of its address, and never a cookie."""

import pytest
from flask import Flask, Response, abort, make_response
from flask.testing import FlaskClient
from werkzeug.datastructures import Headers

from app.addresses import ADDRESSES, Address
from app.frame.headers import API, ASSET, ERROR, PAGE, POLICIES, SEALED, Policy, put_on
from app.frame.locale import LanguageConverter

EVERY_POLICY = [*POLICIES.items(), ("error", ERROR)]


def directives(policy: Policy) -> dict[str, str]:
    content = policy.headers()["Content-Security-Policy"]
    return dict(directive.split(" ", 1) for directive in content.split("; "))


def carried(headers: Headers, policy: Policy) -> bool:
    return all(headers.get(name) == value for name, value in policy.headers().items())


@pytest.mark.parametrize(("name", "policy"), EVERY_POLICY)
def test_every_policy_starts_from_nothing_and_stays_on_our_host(name: str, policy: Policy) -> None:
    content = directives(policy)
    assert content["default-src"] == "'none'"
    assert content["base-uri"] == "'none'"
    assert content["frame-ancestors"] == "'none'"
    named = {content.pop("trusted-types", "'none'")}
    assert named <= {"'none'", "turva-worker"}
    assert set(content.values()) <= {"'none'", "'self'", "'script'"}
    headers = policy.headers()
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert headers["X-Frame-Options"] == "DENY"
    assert "microphone=()" in headers["Permissions-Policy"].split(", ")
    assert headers["Strict-Transport-Security"].startswith("max-age=")
    assert ("no-store" in headers["Cache-Control"]) == (name not in {"page", "asset"})
    assert ("X-Robots-Tag" in headers) == (name not in {"page", "sealed"})


def test_only_the_plain_form_can_be_posted_by_a_browser() -> None:
    targets = {name: directives(policy)["form-action"] for name, policy in EVERY_POLICY}
    assert {"plain"} == {name for name, target in targets.items() if target != "'none'"}


def test_every_page_but_the_way_out_runs_our_scripts_and_only_with_trusted_types() -> None:
    scripted = {name for name, policy in EVERY_POLICY if "script-src" in directives(policy)}
    assert {"page", "sealed", "plain", "error"} == scripted
    for name, policy in EVERY_POLICY:
        if name in scripted:
            content = directives(policy)
            assert content["script-src"] == "'self'"
            assert content["require-trusted-types-for"] == "'script'"
            is_sealed = policy is SEALED
            assert content["trusted-types"] == ("turva-worker" if is_sealed else "'none'")
            assert content["worker-src"] == ("'self'" if is_sealed else "'none'")


def test_a_worker_reaches_nobody_and_runs_nothing_that_it_was_not_born_with() -> None:
    # A worker lives by the policy of the file that it came from.
    assert {"'none'"} == set(directives(ASSET).values())


def test_the_sealed_form_can_post_nothing_and_reaches_only_us() -> None:
    assert directives(SEALED) == {
        "default-src": "'none'",
        "form-action": "'none'",
        "base-uri": "'none'",
        "frame-ancestors": "'none'",
        "style-src": "'self'",
        "img-src": "'self'",
        "script-src": "'self'",
        "require-trusted-types-for": "'script'",
        "trusted-types": "turva-worker",
        "connect-src": "'self'",
        "worker-src": "'self'",
    }


def test_only_the_file_for_it_makes_a_browser_drop_what_it_keeps() -> None:
    clearing = {
        name: policy.headers()["Clear-Site-Data"]
        for name, policy in EVERY_POLICY
        if "Clear-Site-Data" in policy.headers()
    }
    assert clearing == {"clear": '"cache"'}


def test_no_policy_lets_a_page_reach_another_host_or_write_its_own_style() -> None:
    for _, policy in EVERY_POLICY:
        content = directives(policy)
        assert "unsafe" not in str(content)
        assert content.get("connect-src", "'none'") == (
            "'self'" if policy in (PAGE, SEALED) else "'none'"
        )


@pytest.mark.parametrize(
    "address", [each for each in ADDRESSES if each.methods], ids=lambda each: str(each.name)
)
def test_an_answer_carries_the_policy_of_its_address(app: Flask, address: Address) -> None:
    app.url_map.converters["lang"] = LanguageConverter
    app.add_url_rule("/here", address.name, lambda: "x", methods=address.methods)
    response = app.test_client().open("/here", method=address.methods[0])
    assert carried(response.headers, POLICIES[address.policy])


@pytest.mark.parametrize("status", [400, 403, 404, 405, 411, 413, 415, 429, 500, 503])
def test_an_error_carries_the_policy_of_errors_whatever_its_address_has(
    app: Flask, status: int
) -> None:
    app.add_url_rule("/here", "write", lambda: abort(status))
    response = app.test_client().get("/here")
    assert status == response.status_code
    assert carried(response.headers, ERROR)


def test_an_answer_without_an_address_is_under_the_strictest_policy(app: Flask) -> None:
    app.add_url_rule("/odd", "odd", lambda: "x")
    app.add_url_rule("/folder/", "folder", lambda: "x")
    client = app.test_client()
    assert carried(client.get("/odd").headers, ERROR)
    assert carried(client.head("/odd").headers, ERROR)
    assert carried(client.get("/folder").headers, ERROR)
    assert carried(client.open("/odd", method="OPTIONS").headers, ERROR)


def test_an_answer_that_carries_a_policy_keeps_it(app: Flask) -> None:
    app.add_url_rule("/here", "write", lambda: put_on(Response("{}"), API))
    response = app.test_client().get("/here")
    assert carried(response.headers, API)
    assert "script-src" not in response.headers["Content-Security-Policy"]


def test_an_answer_that_would_set_a_cookie_is_an_error_and_sets_none(
    app: Flask, client: FlaskClient
) -> None:
    def remember() -> Response:
        response = make_response("x")
        response.set_cookie("who", "you")
        return response

    app.add_url_rule("/remember", "remember", remember)
    response = client.get("/remember")
    assert response.status_code == 500
    assert "Set-Cookie" not in response.headers
    assert carried(response.headers, ERROR)
