"""What "Check for yourself" and the pages around the forms must say, and never do (P1, P13)."""

import re
from itertools import pairwise

import pytest
from flask.testing import FlaskClient

from app.addresses import link
from app.forms.load import load_all
from app.frame.contacts import HELPLINE
from app.frame.locale import LANGUAGES, SOURCE, Language
from tests.page import Page
from tests.site.conftest import ROOT

CHECK = load_all(ROOT / "content" / "forms")["check", 1]
ENDINGS = ["young", "yes", "unsure", "otherwise", "stopped"]
IDS = {
    "check": "form",
    "check-ways": "div",
    "check-on": "button",
    "check-back": "button",
    "check-stop": "button",
    "check-again": "button",
    "take": "div",
    "take-state": "div",
    "take-along": "button",
    "outcome-title": "h2",
}
UNKIND = re.compile(
    r"victim|you are not|\d|score|point|result|test result|red|green", re.IGNORECASE
)


@pytest.fixture(params=LANGUAGES, ids=lambda each: str(each.tag))
def language(request: pytest.FixtureRequest) -> Language:
    chosen: Language = request.param
    return chosen


@pytest.fixture
def html(client: FlaskClient, language: Language) -> str:
    return client.get(link("check", lang=language.tag)).text


@pytest.fixture
def shown(html: str) -> Page:
    return Page(html)


def ending(html: str, name: str) -> str:
    """Return the words of one ending, between its own mark and the next one or the ways on."""
    [found] = re.findall(rf'data-outcome="{name}">(.*?)</div>', html, re.DOTALL)
    return re.sub(r"<[^>]+>", "", found).strip()


def test_the_script_finds_what_it_relies_on(shown: Page) -> None:
    assert IDS == {wanted: shown.by_id(wanted).tag for wanted in IDS}
    assert ENDINGS == [each["data-outcome"] for each in shown.all() if "data-outcome" in each]
    for name in ("data-text-wait", "data-text-failed"):
        assert shown.by_id("take-state")[name]
    assert link("write", lang=shown.one("html")["lang"]) == shown.by_id("check")["data-write"]


def test_each_part_has_one_heading_and_a_title_of_its_own(shown: Page) -> None:
    heads = [each for each in shown.all() if "data-title" in each]

    assert ["0", "1", "2", "3", "4", "5"] == [each["data-step"] for each in heads]
    assert all("tabindex" in each for each in heads)
    assert len(heads) == len({each["data-title"] for each in heads})


def test_every_question_stands_in_its_part_and_can_be_left_out(shown: Page) -> None:
    questions = [each for each in shown.all() if "data-question" in each]
    parts = [(str(n), q.key) for n, part in enumerate(CHECK.sections, 1) for q in part.questions]

    assert parts == [(each["data-step"], each["data-question"]) for each in questions]
    assert ["under_18"] == [
        each["data-question"] for each in questions if "data-counts" not in each
    ]
    assert {"radio"} == {each["type"] for each in shown.all("input")}
    assert [] == [each for each in shown.all("input") if "checked" in each or "required" in each]


def test_nothing_on_the_page_can_send_an_answer(shown: Page, client: FlaskClient) -> None:
    form = shown.one("form")
    buttons = list(shown.all("button"))
    policy = client.get(link("check", lang=SOURCE.tag)).headers["Content-Security-Policy"]

    assert {"action", "method"}.isdisjoint(form.attributes)
    assert "off" == form["autocomplete"]
    assert "form-action 'none'" in policy
    # Enter presses the first submit button of a form, and that one is disabled.
    submitting = [each for each in buttons if each.attributes.get("type") != "button"]
    assert [True] == ["disabled" in each for each in submitting]
    assert buttons.index(submitting[0]) == 0
    assert [] == [name for each in buttons for name in each.attributes if name.startswith("form")]


def test_without_script_no_button_is_there_that_would_do_nothing(shown: Page) -> None:
    hidden = ("check-ways", "take")

    assert all("hidden" in shown.by_id(each) for each in hidden)
    assert [] == [each for each in shown.all() if "data-step" in each and "hidden" in each]


def test_what_to_know_stands_before_the_first_question(shown: Page, html: str) -> None:
    before = html[html.index("<main") : html.index("data-question")]

    assert 5 == before.count("<li>")
    assert link("safety", lang=lang(shown)) in before


def test_every_ending_leaves_the_same_ways_open(shown: Page, html: str) -> None:
    after = html.index('data-outcome="stopped"')
    links = [
        each["href"] for each in shown.all("a") if "button" in each.attributes.get("class", "")
    ]

    wanted = [f"tel:{HELPLINE.dialled}", *(link(x, lang=lang(shown)) for x in ("write", "call"))]
    assert wanted == links
    for each in wanted:
        assert html.index(f'href="{each}"', after) > after


def test_no_ending_is_a_verdict(client: FlaskClient) -> None:
    html = client.get(link("check", lang=SOURCE.tag)).text
    words = [ending(html, name) for name in ENDINGS]

    assert len(ENDINGS) == len(set(words))
    for name, text in zip(ENDINGS, words, strict=True):
        found = UNKIND.findall(re.sub(r"under 18|112", "", text))
        assert (True, []) == (len(text) > 20, found), name


def test_what_is_said_to_the_young_is_the_helpline_112_and_who_must_be_told(
    client: FlaskClient,
) -> None:
    text = ending(client.get(link("check", lang=SOURCE.tag)).text, "young")

    for each in (
        "helpline",
        "112",
        "Sometimes we have to tell other authorities",
        "not your fault",
    ):
        assert each in text
    # Not verified: see the facts.
    assert "116" not in text


@pytest.mark.parametrize(
    ("page", "names"),
    [
        (
            "home",
            [
                *("before", "check", "before", "return"),
                *("help", "assistance", "rights", "about"),
                *("someone", "refer", "helpers", "statistics"),
            ],
        ),
        ("before", ["safety", "write", "call", "check"]),
        ("someone", ["worry", "check"]),
        ("refer", ["referral", "consultation"]),
    ],
)
def test_a_page_leads_on_in_this_order(client: FlaskClient, page: str, names: list[str]) -> None:
    html = client.get(link(page, lang=SOURCE.tag)).text
    main = html[html.index("<main") : html.index("</main>")]
    found = [
        each.replace("../safety/", link("safety", lang=SOURCE.tag))
        for each in re.findall(r'href="([^"]+)"', main)
        if not each.startswith(("tel:", "/schemas/"))  # what is for programs: test_schemas.py
    ]

    assert [link(name, lang=SOURCE.tag) for name in names] == found


def test_the_first_page_asks_calls_and_writes_before_all_else(
    shown: Page, client: FlaskClient
) -> None:
    html = client.get(link("home", lang=lang(shown))).text
    wanted = ["<h1", f'href="tel:{HELPLINE.dialled}"', link("before", lang=lang(shown))]
    places = [html.index(each, html.index("<main")) for each in wanted]

    assert all(one < other for one, other in pairwise(places))
    assert places[-1] < html.index(link("check", lang=lang(shown)), html.index("<main"))


def lang(shown: Page) -> str:
    return shown.one("html")["lang"]
