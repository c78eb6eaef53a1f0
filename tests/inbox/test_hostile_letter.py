"""A hostile letter is only text on staff's pages, and a flood makes none of them too large."""

import html
import re

from tests.inbox.filled import filled
from tests.inbox.shelf import LETTER, letter, questionnaires
from tests.inbox.visit import CASE, Inbox

HOSTILE = (
    "</pre></textarea><script>alert(1)</script><img src=x onerror=alert(1)>"
    "{{ 7*7 }}{% raw %}&amp;\"'\u202e\x1b[2J"
)


SHOWN = HOSTILE.replace("\u202e\x1b", '<bdi class="code" dir="ltr">⟨U+202E⟩⟨U+001B⟩</bdi>')


def test_a_hostile_letter_is_only_text(opened: Inbox) -> None:
    fields = {"message": f"\n{HOSTILE}", "contact": HOSTILE, "verdict": HOSTILE}
    opened.remote.keep(letter(answers=fields))
    opened.remote.keep(('{"wire":9,"x":"' + "<script>x</script>" + '"}').encode())
    opened.remote.keep(b"<script>x</script>")
    pages = [opened.get().text, opened.get("/en/quarantine/").text]
    links = re.findall(r'href="(/en/(?:cases|objects)/[^"]+)"', "".join(pages))
    pages += [opened.get(path).text for path in links]

    assert 5 == len(pages)
    for page in pages:
        assert not re.search(r"<(script|img)", page)
        assert page.count("<textarea") == page.count("</textarea>")
        assert "</textarea></pre>" not in page
        assert not re.search("[\u202a-\u202e\u2066-\u2069\x1b]", page)
    case = opened.get(CASE).text.replace("&#34;", '"').replace("&#39;", "'")
    before, mark = SHOWN.split("<bdi", 1)
    assert f"\n\n{html.escape(before, quote=False)}<bdi{mark}</pre>" in case


def test_a_flood_makes_no_answer_so_large_that_it_would_be_written_to_disk(opened: Inbox) -> None:
    from app.serve import LIMITS  # noqa: PLC0415 (the limit that this is about)

    worst = "'\u202e" * 8_000
    for number in range(12):
        answers = {
            question.key: worst[: question.limit] if question.limit else answer
            for question in questionnaires()["referral", 1].questions
            for answer in [filled("referral", 1).get(question.key)]
            if answer is not None
        }
        answers["told"] = f"{number}{worst[:-2]}"
        opened.remote.keep(letter(form="referral", answers=answers))
    opened.get()
    page = opened.get(CASE)

    assert 10 == page.text.count("<article")
    assert "/cases/" + LETTER.letter_id + "/2" in page.text
    assert 2 == opened.get(CASE + "2").text.count("<article")
    assert 404 == opened.get(CASE + "3").status_code
    assert len(page.data) < int(str(LIMITS["outbuf_overflow"]))
