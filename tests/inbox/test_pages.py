"""What staff read: the list, a letter, the quarantine, in their own language."""

import html
import re
from collections.abc import Iterator

import pytest

from app.inbox.languages import LANGUAGES
from app.store.errors import Unavailable
from tests.inbox.shelf import LETTER, letter
from tests.inbox.visit import CASE, Inbox

PATHS = ("/", "/cases/{case}/", "/quarantine/", "/objects/{thing}/")


def words(page: str) -> str:
    """Return what a page says, without its markup."""
    return " ".join(html.unescape(re.sub("<[^>]+>", " ", page)).split())


def shown(opened: Inbox, **fields: object) -> str:
    """Return the page of one letter."""
    opened.remote.keep(letter(**fields))
    opened.get()
    return opened.get(CASE).text


# --- the list


def test_opening_the_list_pulls_and_shows_newest_first(opened: Inbox) -> None:
    opened.remote.keep(letter(letter_id="1" * 32, answers={"message": "older"}))
    opened.remote.keep(
        letter(letter_id="2" * 32, answers={"message": "newer"}, written="2026-11-23T00:00Z")
    )
    page = opened.get().text

    assert 2 == len(list(opened.local.names()))
    assert page.index("newer") < page.index("older")
    assert "Last fetched:" in page


def test_an_empty_list_says_so(opened: Inbox) -> None:
    assert "No letters yet." in opened.get().text


def test_a_row_says_language_form_way_and_what_to_mind(opened: Inbox) -> None:
    opened.remote.keep(letter(via="plain", written="2099-01-01T00:00Z"))
    opened.remote.keep(letter(via="plain", written="2099-01-01T00:00Z", answers={"message": "x"}))
    page = words(opened.get().text)

    for said in ("Arabic العربية", "Write to us", "plain", "new", "DO NOT CALL"):
        assert said in page
    assert "versions that differ" in page
    assert "dated in the future" in page
    assert "could have read it on its way" in page


def test_a_first_line_stands_isolated_in_its_own_direction(opened: Inbox) -> None:
    opened.remote.keep(letter())

    line = '<bdi lang="ar" dir="auto" translate="no">لا أستطيع الخروج</bdi>'
    assert line in opened.get().text


def test_what_came_in_is_new_until_the_inbox_is_opened_again(opened: Inbox) -> None:
    opened.remote.keep(letter())
    assert all("tag-new" in opened.get().text for _ in range(2))

    again = Inbox(opened.office, opened.places)
    again.open()
    assert "tag-new" not in again.get().text


def test_a_letter_is_kept_before_it_is_opened(
    opened: Inbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    name = opened.remote.keep(letter())
    monkeypatch.setattr("app.inbox.desk.read_cases", lambda *_: 1 // 0)

    assert 500 == opened.get().status_code
    assert [name] == list(opened.local.names())


def test_a_pull_that_fails_is_told_and_what_is_kept_is_shown(
    opened: Inbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened.remote.keep(letter(answers={"message": "kept before"}))
    before = re.search("Last fetched:[^<]+", opened.get().text)

    def names() -> Iterator[str]:
        raise Unavailable("no network")

    monkeypatch.setattr(opened.remote.store, "names", names)
    page = html.unescape(opened.get().text)

    assert "The intake's store could not be listed to its end." in page
    assert "Load the list again." in page
    assert "A letter may be missing" in page
    assert "kept before" in page
    assert before
    assert before[0] in page


def test_the_name_of_an_object_that_cannot_be_fetched_stays_on_its_line(
    opened: Inbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(opened.remote.store, "names", lambda: iter(["a\nb\u202e"] * 8))
    page = opened.get().text

    assert "<code>a⟨U+000A⟩b⟨U+202E⟩</code>" in page
    assert "8 objects" in page
    assert 5 == page.count("<code>")


def test_a_long_list_comes_in_pages(opened: Inbox) -> None:
    opened.remote.keep(letter(letter_id="f" * 32, written="2020-01-01T00:00Z"))
    for number in range(100):
        opened.remote.keep(letter(letter_id=f"{number:032x}"))
    first, second = opened.get().text, opened.get("/en/2").text

    assert (100, 1) == (first.count('class="open"'), second.count('class="open"'))
    assert "101 letters" in first
    assert 'href="/en/2"' in first
    assert 'href="/en/"' in second
    assert [404, 404] == [opened.get(path).status_code for path in ("/en/0", "/en/3")]


# --- a letter


def test_answers_are_in_staffs_language_beside_what_the_sender_read(opened: Inbox) -> None:
    opened.remote.keep(letter(answers={"message": "x", "what_help": ("papers",)}))
    opened.get("/fi/")
    page = words(opened.get(CASE.replace("/en/", "/fi/")).text)

    for said in ("Millaista apua tarvitaan? ما نوع المساعدة اللازمة؟", "أوراق، أو حق الإقامة"):
        assert said in page
    assert "Papers, or the right to stay" not in page


def test_a_letter_stands_in_a_block_of_its_own_direction(opened: Inbox) -> None:
    assert '<pre class="typed" lang="ar" dir="auto" translate="no">' in shown(opened)


def test_a_language_that_nobody_knows_is_no_claim_on_the_page(opened: Inbox) -> None:
    page = shown(opened, language="zz-x-evil")

    assert '<pre class="typed" lang="" dir="auto"' in page
    assert "<code>zz-x-evil</code>" in page


def test_a_text_is_shown_exactly(opened: Inbox) -> None:
    text = "\n\n  first\tsecond  \n\nlast\n"
    assert f">\n{text}</pre>" in shown(opened, answers={"message": text})


def test_all_versions_that_differ_are_shown_in_the_order_in_which_they_came(
    opened: Inbox,
) -> None:
    opened.remote.keep(letter(answers={"message": "FIRST"}, written="2026-11-22T05:00Z"))
    opened.get()
    page = shown(opened, answers={"message": "SECOND"}, written="2026-11-22T04:00Z")
    said = words(page)

    assert said.index("Version 1 of 2") < said.index("FIRST") < said.index("Version 2 of 2")
    assert said.index("Version 2 of 2") < said.index("SECOND")
    assert "versions that differ" in said


def test_the_contact_box_stands_above_the_letter_in_every_language(opened: Inbox) -> None:
    opened.remote.keep(letter(answers={"message": "MESSAGE"}))
    opened.get()
    for tag, said in (("en", "DO NOT CALL"), ("fi", "ÄLÄ SOITA"), ("sv", "RING INTE")):
        page = words(opened.get(f"/{tag}/cases/{LETTER.letter_id}/").text)
        assert page.index(said) < page.index("MESSAGE")


def test_a_number_in_arabic_text_is_shown_once_more_from_left_to_right(opened: Inbox) -> None:
    page = shown(opened, answers={"message": "x", "contact": "هاتف +358 40 123 4567"})

    assert 2 == page.count('<bdi dir="ltr">+358 40 123 4567</bdi>')


@pytest.mark.parametrize("fields", [{"form": "unheard"}, {"form_version": 99}])
def test_a_letter_of_an_unknown_form_is_shown_raw_on_its_page(
    opened: Inbox, fields: dict[str, object]
) -> None:
    page = html.unescape(shown(opened, **fields))

    assert "لا أستطيع الخروج" in page
    assert "does not know this version of the form" in page
    assert "DO NOT CALL" in page


def test_a_letter_of_an_unknown_version_is_shown_raw_on_its_page(opened: Inbox) -> None:
    name = opened.remote.keep(b'{"wire":9,"news":"NEWER"}')
    assert "No time known" in opened.get().text
    page = words(opened.get(f"/en/cases/{name}/").text)

    assert '{"wire":9,"news":"NEWER"}' in page
    assert "A newer form wrote this" in page
    assert "DO NOT CALL" in page


def test_a_very_long_raw_text_says_where_all_of_it_is(opened: Inbox) -> None:
    page = shown(opened, form="unheard", answers={"a": "x" * 30_000, "b": "END"})

    assert "END" not in page
    assert f"turva inbox show {LETTER.letter_id[:12]}" in page


def test_marks_are_told_and_that_there_is_no_file(opened: Inbox) -> None:
    page = words(shown(opened, via="plain", marks=("no-origin",)))

    assert "Attachments None" in page
    assert "did not say which page sent this" in page


def test_an_unknown_case_is_not_found(opened: Inbox) -> None:
    assert 404 == opened.get("/en/cases/ffff/").status_code


# --- the quarantine


def test_quarantine_is_shown_in_the_list_and_by_itself(opened: Inbox) -> None:
    name = opened.remote.put(b"not age")
    page, own = opened.get().text, words(opened.get(f"/en/objects/{name}/").text)

    assert "1 object in quarantine" in page
    assert f"/en/objects/{name}/" in opened.get("/en/quarantine/").text
    for said in ("It is no age file", "Leave it here", "not-age", "7 bytes", name):
        assert said in own
    assert 404 == opened.get(f"/en/cases/{name}/").status_code


def test_a_letter_is_no_object_of_the_quarantine(opened: Inbox) -> None:
    opened.remote.keep(letter())
    opened.get()

    assert 404 == opened.get(f"/en/objects/{LETTER.letter_id}/").status_code
    assert "Nothing is in quarantine." in opened.get("/en/quarantine/").text


def test_what_opens_but_is_no_letter_can_be_read_raw(opened: Inbox) -> None:
    name = opened.remote.keep("مرحبا \u202e".encode())
    opened.get()
    page = opened.get(f"/en/objects/{name}/").text

    assert 'مرحبا <bdi class="code" dir="ltr">⟨U+202E⟩</bdi></pre>' in page


# --- languages


@pytest.mark.parametrize("language", LANGUAGES, ids=lambda language: str(language.tag))
def test_every_page_is_whole_in_every_language_and_leads_to_itself_in_the_others(
    opened: Inbox, language: object
) -> None:
    tag = getattr(language, "tag", "")
    opened.remote.keep(letter())
    thing = opened.remote.put(b"not age")
    opened.get()
    for path in PATHS:
        address = f"/{{tag}}{path.format(case=LETTER.letter_id, thing=thing)}"
        page = opened.get(address.format(tag=tag)).text

        assert f'<html lang="{tag}" dir="ltr" translate="no">' in page
        for other in LANGUAGES:
            assert f'href="{address.format(tag=other.tag)}" lang="{other.tag}"' in page
        assert (tag != "en") == ("footer" in page)


@pytest.mark.parametrize(
    ("asked", "tag"),
    [("sv-FI,sv;q=0.9,en;q=0.5", "sv"), ("fi", "fi"), ("ar, de", "en"), ("", "en")],
)
def test_the_link_leads_to_the_language_that_the_browser_asks_for(
    inbox: Inbox, asked: str, tag: str
) -> None:
    assert f"/{tag}/" == inbox.get(inbox.link, Accept_Language=asked).headers["Location"]
    assert f"/{tag}/" == inbox.get("/", Accept_Language=asked).headers["Location"]


def test_a_language_of_the_public_pages_that_staff_do_not_work_in_is_no_address(
    opened: Inbox,
) -> None:
    assert 404 == opened.get("/ar/").status_code
