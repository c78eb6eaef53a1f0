"""Equal input makes equal letters, sealed in the browser or by the plain way, for every form."""

import pytest
from playwright.sync_api import Page, expect

from app.addresses import LETTER_FORMS, link
from app.forms.validate import Answer
from tests.forms.filling import fillings
from tests.forms.newest import NEWEST
from tests.journeys.filling import fill
from tests.journeys.service import Service

EVERY = [(form, answers) for form in LETTER_FORMS for answers in fillings(NEWEST[form])]
ONCE = dict(reversed(EVERY))
CASES = [
    pytest.param(form, answers, marks=() if answers is ONCE[form] else pytest.mark.long)
    for form, answers in EVERY
]


@pytest.mark.only_browser("chromium")
@pytest.mark.parametrize(("form", "answers"), CASES)
def test_both_ways_send_the_same_answers(
    service: Service, page: Page, form: str, answers: dict[str, Answer]
) -> None:
    for name in (form, f"{form}_plain"):
        page.goto(service.address + link(name, lang="ar"))
        fill(page, NEWEST[form], answers)
        page.locator("#send").click()
        expect(page.locator("#arrived")).to_be_visible()
    letters = [case["letters"][0] for case in service.cases()]
    assert {"sealed", "plain"} == {letter["via"] for letter in letters}
    expected = {key: list(a) if isinstance(a, tuple) else a for key, a in answers.items()}
    for letter in letters:
        assert expected == letter["answers"]
        assert list(expected) == list(letter["answers"])
        assert letter["raw"] is None or letter["raw"] == ""
        assert (form, "ar") == (letter["form"], letter["language"])
