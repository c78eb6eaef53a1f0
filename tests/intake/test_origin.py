"""Which posts are refused: only those that name another site."""

import pytest
from werkzeug.test import EnvironBuilder
from werkzeug.wrappers import Request

from app.intake.errors import ForeignOrigin
from app.intake.origin import check_origin

HERE = "http://help.example"
FRONT = ("https://www.help.example", "https://help.example")


def post(base: str = HERE, **headers: str) -> Request:
    named = [(name.replace("_", "-"), value) for name, value in headers.items()]
    return Request(EnvironBuilder(method="POST", base_url=base, headers=named).get_environ())


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"Origin": "null"},
        {"Origin": ""},
        {"Sec_Fetch_Site": "none"},
        {"Sec_Fetch_Site": "same-origin"},
        {"Sec_Fetch_Site": "something-new", "Origin": "null"},
        {"Referer": "https://other.example/"},
    ],
)
def test_a_post_without_a_named_origin_is_taken_and_marked(headers: dict[str, str]) -> None:
    assert ("no-origin",) == check_origin(post(**headers))


@pytest.mark.parametrize(
    ("base", "origin"),
    [
        (HERE, "http://help.example"),
        (HERE, "http://help.example:80"),
        (HERE, "HTTP://HELP.example"),
        ("http://help.example:8000", "http://help.example:8000"),
        ("https://help.example", "https://help.example:443"),
        ("http://[::1]:8000", "http://[::1]:8000"),
    ],
)
def test_a_post_from_the_same_scheme_and_host_is_taken_unmarked(base: str, origin: str) -> None:
    assert () == check_origin(post(base, Origin=origin))
    assert () == check_origin(post(base, Origin=origin, Sec_Fetch_Site="same-origin"))


@pytest.mark.parametrize(
    "origin",
    [
        "http://other.example",
        "https://help.example",
        "http://help.example:8000",
        "http://help.example.other.example",
        "http://www.help.example",
        "http://help.example, http://help.example",
        "http://help.example:port",
        "http://help.example:99999",
        "http://[help.example",
        "help.example",
        "file://",
        "http://",
        "NULL",
    ],
)
def test_a_post_from_another_origin_is_refused(origin: str) -> None:
    with pytest.raises(ForeignOrigin):
        check_origin(post(Origin=origin))


@pytest.mark.parametrize("site", ["cross-site", "same-site", "Cross-Site", " same-site "])
@pytest.mark.parametrize("origin", [None, "null", HERE])
def test_a_post_that_the_browser_calls_foreign_is_refused(site: str, origin: str | None) -> None:
    headers = {"Sec_Fetch_Site": site} | ({"Origin": origin} if origin else {})
    with pytest.raises(ForeignOrigin):
        check_origin(post(**headers))


@pytest.mark.parametrize("origin", [*FRONT, "https://help.example:443"])
def test_configured_origins_count_whatever_host_the_request_names(origin: str) -> None:
    assert () == check_origin(post("http://10.0.0.5:8000", Origin=origin), FRONT)


def test_with_configured_origins_the_requests_own_host_does_not_count() -> None:
    with pytest.raises(ForeignOrigin):
        check_origin(post(Origin=HERE), FRONT)


def test_a_forwarded_host_is_not_believed() -> None:
    with pytest.raises(ForeignOrigin):
        check_origin(
            post(Origin="https://other.example", X_Forwarded_Host="other.example", Host="a.example")
        )


def test_without_a_host_no_named_origin_is_our_own() -> None:
    request = post(Origin="http://")
    request.environ["HTTP_HOST"] = ""
    with pytest.raises(ForeignOrigin):
        check_origin(request)
