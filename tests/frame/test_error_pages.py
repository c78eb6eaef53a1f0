"""An error is a page in the reader's language, and a record without anything of the sender's."""

import logging
import re
import sys

import pytest
from flask import Flask, Response, abort, make_response, request
from flask.testing import FlaskClient
from werkzeug.exceptions import HTTPException, ServiceUnavailable

from app.frame.assets import Assets
from app.frame.dress import dress

MARK = "marked-3f9d-words"


def broken() -> str:
    raise RuntimeError(MARK)


@pytest.mark.parametrize("status", [400, 403, 404, 405, 415, 500, 503])
def test_an_error_is_a_page_with_the_helpline_and_the_way_back(
    app: Flask, client: FlaskClient, status: int
) -> None:
    app.add_url_rule("/<lang:lang>/fail", "fail", lambda: abort(status, MARK))
    response = client.get("/ar/fail")
    assert status == response.status_code
    assert response.content_type == "text/html; charset=utf-8"
    assert '<html lang="ar" dir="rtl">' in response.text
    assert response.text.count("<h1>") == 1
    assert "tel:+358295463177" in response.text
    assert 'href="/ar/"' in response.text
    assert MARK not in response.text


def test_an_unknown_page_is_said_to_be_unknown_in_the_language_of_its_address(
    client: FlaskClient,
) -> None:
    assert "لا توجد صفحة هنا" in client.get("/ar/nothing").text
    assert "There is no page here" in client.get("/en/nothing").text


def test_each_kind_of_error_has_its_own_title_and_heading(app: Flask, client: FlaskClient) -> None:
    app.add_url_rule("/<int:code>", "fail", abort)
    kinds = {404: [404], 405: [405], 400: [400, 403, 415], 500: [500, 502, 503]}
    for pattern in ("<title>(.*) – Turva</title>", "<h1>(.*)</h1>"):
        said = {
            status: re.findall(pattern, client.get(f"/{status}").text)
            for statuses in kinds.values()
            for status in statuses
        }
        assert all(len(each) == 1 for each in said.values())
        assert len(kinds) == len({said[status][0] for status in kinds})
        for status, alike in kinds.items():
            assert [said[status]] * len(alike) == [said[each] for each in alike]


def test_the_title_of_an_error_is_in_the_language_of_its_address(client: FlaskClient) -> None:
    assert "<title>لا صفحة هنا – Turva</title>" in client.get("/ar/nothing").text


def test_what_an_error_says_to_programs_is_kept(app: Flask, client: FlaskClient) -> None:
    def closed() -> str:
        raise ServiceUnavailable(retry_after=120)

    app.add_url_rule("/closed", "closed", closed)
    assert client.get("/closed").headers["Retry-After"] == "120"
    refused = client.post("/closed")
    assert set(refused.headers["Allow"].split(", ")) == {"GET", "HEAD"}
    assert 1 == len(refused.headers.getlist("Content-Type"))


def test_a_failure_is_recorded_by_type_endpoint_and_the_reference_on_its_page(
    app: Flask, client: FlaskClient, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(word: str) -> str:
        raise RuntimeError(word + request.headers["User-Agent"])

    app.add_url_rule("/<lang:lang>/fail/<word>", "fail", fail)
    response = client.get(
        f"/en/fail/{MARK}?q={MARK}", headers={"User-Agent": MARK, "Referer": MARK}
    )
    assert response.status_code == 500
    assert MARK not in response.text
    [record] = caplog.records
    said = re.fullmatch("RuntimeError in fail, reference ([0-9a-f]{8})", record.getMessage())
    assert said
    assert said[1] in response.text
    assert MARK not in caplog.text
    assert record.exc_info is None


def test_two_failures_have_two_references(app: Flask, client: FlaskClient) -> None:
    app.add_url_rule("/fail", "fail", broken)
    said = re.compile("say: ([0-9a-f]{8})")
    references = [said.findall(client.get("/fail").text)[0] for _ in range(2)]
    assert 2 == len(set(references))


def test_errors_that_are_no_failures_are_not_recorded(
    client: FlaskClient, caplog: pytest.LogCaptureFixture
) -> None:
    page = client.get(f"/en/{MARK}")
    assert "If you call about this page" not in page.text
    assert [] == caplog.records


def test_even_what_flask_records_itself_holds_no_words(
    app: Flask, client: FlaskClient, caplog: pytest.LogCaptureFixture
) -> None:
    def spoil(_: Response) -> Response:
        raise ValueError(MARK)

    app.after_request(spoil)
    assert client.get(f"/{MARK}").status_code == 500
    assert any("ValueError" in record.getMessage() for record in caplog.records)
    assert MARK not in caplog.text


def test_a_debug_aid_of_flask_cannot_bring_the_traceback_back(
    app: Flask, caplog: pytest.LogCaptureFixture
) -> None:
    with app.test_request_context(f"/{MARK}"), caplog.at_level(logging.DEBUG):
        try:
            broken()
        except RuntimeError:
            app.logger.exception("a view failed with %s", MARK)
            app.log_exception(sys.exc_info())
    assert "RuntimeError (details withheld)" in caplog.text
    assert MARK not in caplog.text


def test_under_api_a_program_is_answered_in_its_own_way(assets: Assets, app: Flask) -> None:
    seen: list[tuple[int | None, bool]] = []

    def api_errors(error: HTTPException, reference: str | None) -> Response:
        seen.append((error.code, reference is not None))
        return Response("{}", error.code, content_type="application/problem+json")

    other = Flask("dressed", static_folder=None)
    folder = app.config["BABEL_TRANSLATION_DIRECTORIES"]
    other.config["BABEL_TRANSLATION_DIRECTORIES"] = folder
    dress(other, assets=assets, name="Turva", api_errors=api_errors)
    other.add_url_rule("/api/fail", "fail", broken)
    client = other.test_client()
    answers = [client.get("/api/nothing"), client.post("/api/fail"), client.get("/api/fail")]
    assert seen == [(404, False), (405, False), (500, True)]
    for answer in answers:
        assert answer.content_type == "application/problem+json"
        assert answer.headers["Content-Security-Policy"].startswith("default-src 'none'")
        assert "style-src" not in answer.headers["Content-Security-Policy"]
    assert client.get("/apis").content_type == "text/html; charset=utf-8"


def test_an_answer_given_by_abort_is_sent_as_it_is(app: Flask, client: FlaskClient) -> None:
    app.add_url_rule("/own", "own", lambda: abort(make_response("own words", 418)))
    response = client.get("/own")
    assert (418, "own words") == (response.status_code, response.text)
    assert "Content-Security-Policy" in response.headers
