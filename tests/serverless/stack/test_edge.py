"""The script at the edge, run by Node: which file a path means, and what no page has."""

import json
import subprocess
from typing import Any

import pytest

from app.addresses import ADDRESSES, link
from app.frame.locale import LANGUAGES
from serverless.stack.edge import script

_RUN = """
var asked = JSON.parse(require('fs').readFileSync(0, 'utf8'));
console.log(JSON.stringify(asked.map(handler)));
"""


def answers(*events: dict[str, Any]) -> list[Any]:
    """Return what the script says to each event."""
    done = subprocess.run(
        ["node", "-e", script() + _RUN],
        input=json.dumps(events),
        capture_output=True,
        text=True,
        check=True,
    )
    found: list[Any] = json.loads(done.stdout)
    return found


def request(path: str, **headers: str) -> dict[str, Any]:
    """Return the event of a request."""
    named = {name.replace("_", "-"): {"value": value} for name, value in headers.items()}
    return {
        "context": {"eventType": "viewer-request"},
        "request": {"uri": path, "method": "GET", "headers": named},
    }


def files(*paths: str, **headers: str) -> list[str]:
    """Return the file that each path becomes."""
    return [each["uri"] for each in answers(*(request(path, **headers) for path in paths))]


def test_every_page_in_every_language_is_its_file() -> None:
    paths = [
        link(each.name, lang=language.tag, file="growth")
        for each in ADDRESSES
        for language in LANGUAGES
        if each.program == "site" and each.path.endswith("/")
    ]
    assert [f"{path}index.html" for path in paths] == files(*paths)


@pytest.mark.parametrize(
    "path", ["/fi", "/fi/write", "/ar/someone/write", "/fi/write/plain", "/en/statistics/growth"]
)
def test_a_page_without_its_last_slash_leads_there(path: str) -> None:
    (answer,) = answers(request(path))
    assert (308, f"{path}/") == (answer["statusCode"], answer["headers"]["location"]["value"])


def test_what_is_no_page_is_the_not_found_page_of_its_language() -> None:
    paths = [
        "/fi/nothing",
        "/ar/write/x",
        "/xx/",
        "/.turva-site.json",
        "//other.example",
        "/fi/%2e",
    ]
    expected = ["/fi", "/ar", "", "", "", "/fi"]
    assert [f"{each}/404.html" for each in expected] == files(*paths)


def test_files_are_themselves_and_no_way_up() -> None:
    assert ["/assets/a-1.js", "/schemas/x.json"] == files("/assets/a-1.js", "/schemas/x.json")
    alone = ["/robots.txt", "/sitemap.xml", "/.well-known/security.txt", "/clear.css"]
    assert alone == files(*alone)
    assert ["/ar/statistics/growth.csv"] == files("/ar/statistics/growth.csv")
    assert ["/ar/404.html", "/404.html"] == files(
        "/ar/statistics/none.csv", "/statistics/growth.csv"
    )
    assert ["/404.html", "/404.html"] == files("/assets/../x", "/assets/a/b.js")


@pytest.mark.parametrize(
    ("taken", "ending"),
    [("gzip, br", ".gz"), ("br", ""), ("gzip;q=0", ""), ("gzip;q=0.5", ".gz"), ("identity", "")],
)
def test_who_takes_compressed_files_gets_them(taken: str, ending: str) -> None:
    paths = ["/fi/", "/assets/a.js", "/assets/a.woff2"]
    expected = [f"/fi/index.html{ending}", f"/assets/a.js{ending}", "/assets/a.woff2"]
    assert expected == files(*paths, accept_encoding=taken)


@pytest.mark.parametrize(
    ("uri", "status"),
    [("/fi/404.html", 404), ("/404.html.gz", 404), ("/fi/index.html", 200), ("/x404.html", 200)],
)
def test_a_not_found_page_says_so(uri: str, status: int) -> None:
    event = {
        "context": {"eventType": "viewer-response"},
        "request": {"uri": uri},
        "response": {"statusCode": 200},
    }
    assert [status] == [each["statusCode"] for each in answers(event)]


def test_the_script_fits() -> None:
    assert len(script().encode()) < 10_000
