"""The plain way: warning, form, check page, sending; what was typed arrives exactly."""

import re

import pytest
from flask.testing import FlaskClient
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.text import MESSAGE_LIMIT, normalise
from tests.intake.stage import SERIAL, Stage
from tests.intake.steps import DONE, FORM, OWN, SEND, arrived, check, filled, page, send
from tests.page import Page

TEXTS = {
    "ascii": "a" * MESSAGE_LIMIT,
    "emoji": "😀" * MESSAGE_LIMIT,
    "cyrillic": "ж" * MESSAGE_LIMIT,
    "devanagari": "क" * MESSAGE_LIMIT,
    "chinese": "好" * MESSAGE_LIMIT,
    "newlines": "\n\nfirst\n\n  second\t\nlast\n\n",
    "one newline first": "\nx",
    "bidi": "\u202eabc\u202c \u2067אבג\u2069 \u200fمرحبا\u200e",
    "combining": "e\u0301 Z\u0351\u036b 👨\u200d👩\u200d👧",
    "html": "</textarea></dd><script>alert(1)</script><b onclick=x>&amp;&lt;\"'</b>",
    "attribute": '" autofocus onfocus="alert(1)',
    "template": "{{ 7*7 }} {% raw %} ${7*7} <%= 7 %> %(x)s %s",
    "armored age": "-----BEGIN AGE ENCRYPTED FILE-----\nYWdl\n-----END AGE ENCRYPTED FILE-----\n",
    "armored pgp": "-----BEGIN PGP MESSAGE-----\n\nhQEM\n=AbCd\n-----END PGP MESSAGE-----",
    "form syntax": "a=1&b=2+3%20%zz;c",
    "controls": "\x01\x08\x0b\x0c\x1f\x7f\x85\u2028\u2029\ufeff\ufffe",
    "spaces": "  \u00a0 x \u3000 ",
}


@pytest.mark.parametrize("language", ["en", "ar"])
def test_the_page_first_says_who_could_read_the_letter(client: FlaskClient, language: str) -> None:
    html = client.get(f"/{language}/write/plain/").text
    assert 0 < html.index('id="warning"') < html.index('id="letter"')
    assert html.index('id="warning"') < html.index("tel:+358295463177", html.index("<main"))
    assert f'href="/{language}/write/"' in html[: html.index('id="letter"')]
    assert f'<html lang="{language}"' in html


def test_the_form_says_before_the_first_question_that_nobody_will_come(client: FlaskClient) -> None:
    html = client.get(FORM).text
    assert html.index("not a rescue") < html.index('id="letter"')


def test_the_form_posts_to_its_own_address_with_no_script_but_the_exits_and_no_silent_limits(
    client: FlaskClient,
) -> None:
    html = client.get(FORM).text
    letter = Page(html).ids["letter"]
    assert ("post", FORM) == (letter["method"], letter["action"])
    assert re.findall(r'<script[^>]* src="([^"]*)"', html) == ["/assets/leave-0.js"]
    assert "maxlength" not in html


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_a_letter_arrives_exactly(stage: Stage, client: FlaskClient, text: str) -> None:
    checked = check(client, message=text)
    assert text == checked.value("message")
    assert text in checked.text
    sent = arrived(send(client, checked))
    assert "arrived" in sent.ids
    [letter] = stage.letters()
    assert {"message": text} == letter.answers


@settings(
    max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(text=st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=40))
def test_any_text_comes_back_as_it_is_counted_and_sealed(client: FlaskClient, text: str) -> None:
    form = page(client.get(FORM))
    answer = client.post(FORM, data=filled(form, message=text), headers=OWN)
    shown = Page(answer.text).value("message")
    assert normalise(text.replace("\n", "\r\n")) == shown


def test_what_html_cannot_carry_becomes_what_is_counted(client: FlaskClient) -> None:
    form = page(client.get(FORM))
    posted = filled(form) | {"message": "a\0b\rc\r\nd"}
    checked = page(client.post(FORM, data=posted, headers=OWN))
    assert "a\ufffdb\nc\nd" == checked.value("message")


def test_every_kind_of_answer_arrives(stage: Stage, client: FlaskClient) -> None:
    answers: dict[str, str | list[str]] = {
        "message": "help",
        "how_reply": "phone",
        "phone": "0401234567",
        "leave_message": "call_back_only",
        "what_help": ["talk", "papers"],
        "language": "so",
    }
    checked = check(client, **answers)
    for shown in ("help", "Someone to talk to", "Papers, or the right to stay", "By phone"):
        assert shown in checked.text
    arrived(send(client, checked))
    [letter] = stage.letters()
    assert answers | {"what_help": ("talk", "papers")} == letter.answers
    assert list(answers) == list(letter.answers)


def test_the_letter_says_how_it_came(stage: Stage, client: FlaskClient) -> None:
    form = page(client.get("/ar/write/plain/"))
    checked = page(client.post("/ar/write/plain/", data=filled(form, message="x"), headers=OWN))
    arrived(client.post("/ar/write/plain/send", data=checked.posted(), headers=OWN))
    [letter] = stage.letters()
    assert ("write", 2) == (letter.form, letter.form_version)
    assert ("ar", SERIAL, "plain") == (letter.language, letter.serial, letter.via)
    assert form.value("letter") == checked.value("letter") == letter.letter_id
    assert checked.value("written") == letter.written
    assert () == letter.marks
    assert () == letter.attachments


@pytest.mark.parametrize("headers", [{}, {"Origin": "null"}])
def test_a_letter_without_origin_is_taken_and_marked(
    stage: Stage, client: FlaskClient, headers: dict[str, str]
) -> None:
    form = page(client.get(FORM))
    checked = page(client.post(FORM, data=filled(form, message="x"), headers=headers))
    arrived(client.post(SEND, data=checked.posted(), headers=headers))
    [letter] = stage.letters()
    assert ("no-origin",) == letter.marks


@pytest.mark.parametrize("address", [FORM, SEND])
@pytest.mark.parametrize(
    "headers", [{"Origin": "https://other.example"}, {"Sec-Fetch-Site": "cross-site"}]
)
def test_a_post_from_another_site_is_refused_with_a_page(
    stage: Stage, client: FlaskClient, address: str, headers: dict[str, str]
) -> None:
    posted = {"message": "kept text", "letter": "ab" * 16}
    refused = page(client.post(address, data=posted, headers=headers), 403)
    assert "tel:+358295463177" in refused.links
    assert [] == list(stage.store.names())
    # Given back with everything in it, but as a letter of its own.
    assert "kept text" == refused.value("message").strip()
    assert "ab" * 16 != refused.value("letter")


def test_nothing_is_kept_before_the_second_step(stage: Stage, client: FlaskClient) -> None:
    check(client, message="x")
    assert [] == list(stage.store.names())


@pytest.mark.parametrize("site", ["none", "cross-site", "same-site"])
def test_whoever_opens_the_page_after_sending_without_sending_gets_the_form(
    client: FlaskClient, site: str
) -> None:
    answer = client.get(DONE, headers={"Sec-Fetch-Site": site})
    assert (303, FORM) == (answer.status_code, answer.headers["Location"])


def test_the_page_after_sending_is_true_for_whoever_opens_it(client: FlaskClient) -> None:
    """A browser may tell nothing about where its user comes from."""
    shown = page(client.get(DONE))
    assert "If you just pressed Send, your letter arrived" in shown.text
    assert "says nothing about a letter" in shown.text


def test_the_page_after_sending_makes_the_browser_drop_the_pages_before(
    client: FlaskClient,
) -> None:
    sent = arrived(send(client, check(client, message="x")))
    assert "/clear.css" in sent.links


@pytest.mark.parametrize(
    ("address", "fresh"), [(FORM, FORM), (SEND, FORM), ("/ar/write/plain/send", "/ar/write/plain/")]
)
def test_an_answer_to_a_post_names_where_the_form_is_empty(
    client: FlaskClient, address: str, fresh: str
) -> None:
    """In the history, the script puts that address in the place of what was posted."""
    answer = client.post(address, data={"message": ""}, headers=OWN)
    assert f'<body data-fresh="{fresh}">' in answer.text
    assert "data-fresh" not in client.get(fresh).text


def test_the_page_after_sending_says_what_it_does_not_mean(client: FlaskClient) -> None:
    sent = arrived(send(client, check(client, message="x")))
    assert {"tel:112", "tel:+358295463177"} <= set(sent.links)
    assert "Nobody is coming" in sent.text
    # Nothing of the letter stays on it.
    assert {"letter", "receipt", "say", "hear"} == {name for name, _ in sent.fields}


def test_a_part_without_a_name_is_a_clear_page(client: FlaskClient) -> None:
    body = b"--b\r\nContent-Disposition: form-data\r\n\r\nx\r\n--b--\r\n"
    answer = client.post(FORM, data=body, content_type="multipart/form-data; boundary=b")
    page(answer, 400)
