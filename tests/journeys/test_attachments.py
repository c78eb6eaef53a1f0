"""Files with a letter: pictures drawn anew, pieces sealed, the letter posted last (P3, P11)."""

import io
import re
from collections.abc import Sequence

import pytest
from PIL import Image, ImageOps
from playwright.sync_api import FilePayload, Page, Response, Route, expect

from app.demo import DemoFiles
from app.inbox.keys.member import parse_member
from app.inbox.keys.places import read_in_force
from app.wire.constants import ENVELOPES_PATH, LARGEST_PIECE, SERIAL_HEADER
from app.wire.envelope import envelope_id, open_envelope
from app.wire.letter import Letter, parse
from app.wire.piece import is_piece, read_piece
from app.wire.receipt import new_receipt
from tests.journeys.photographs import LATITUDE, MARKS, photograph
from tests.journeys.returning import give, open_return
from tests.journeys.service import Service
from tests.journeys.waiting import until

POSTED = f"**{ENVELOPES_PATH}"
GREEN, RED = (0, 160, 0), (200, 0, 0)


def opened(page: Page, service: Service, language: str = "en") -> None:
    """Come back with digits that nobody knows, and begin to write again."""
    open_return(page, service.address, language)
    give(page, new_receipt())
    expect(page.locator("#files-input")).to_be_attached()
    page.locator("#q-message").fill("This is what I have.")


def choose(page: Page, *files: FilePayload, count: int | None = None) -> None:
    """Choose files, and wait until they can be sent."""
    page.locator("#files-input").set_input_files(files)
    expect(page.locator("#files-list li")).to_have_count(len(files) if count is None else count)
    until(page, lambda: re.search(r"\d", str(page.locator("#files-state").text_content())))


def send(page: Page) -> None:
    """Look at what will be sent, and send it."""
    page.locator("#check").click()
    page.locator("#send").click()


def payload(name: str, content: bytes, said: str = "") -> FilePayload:
    return {"name": name, "mimeType": said, "buffer": content}


def answered_posts(page: Page) -> list[Response]:
    """Return the list of all answers to envelopes that the page posts from now on."""
    answers: list[Response] = []

    def watch(answer: Response) -> None:
        if answer.url.endswith(ENVELOPES_PATH):
            answers.append(answer)

    page.on("response", watch)
    return answers


def ids(answers: list[Response]) -> list[str]:
    """Return the ids of the envelopes that arrived, in their order."""
    assert [201] * len(answers) == [answer.status for answer in answers]
    return [answer.json()["id"] for answer in answers]


def received(service: Service) -> tuple[Letter, dict[str, bytes]]:
    """Return the only letter of the store and each file that came with it, by its name."""
    files = DemoFiles(service.home)
    member = parse_member(files.member.read_text("utf-8"))
    identity = read_in_force(files.places(), [member.identity]).current.identity
    kept = {path.name: open_envelope(path.read_bytes(), identity) for path in service.envelopes()}
    [letter] = [parse(content) for content in kept.values() if not is_piece(content)]
    return letter, {
        each.name: b"".join(read_piece(kept[piece], letter.letter_id) for piece in each.pieces)
        for each in letter.attachments
    }


def segments(jpeg: bytes) -> Sequence[int]:
    """Return the marker of every segment of a JPEG before its pixels."""
    found, at = [], 2
    while jpeg[at + 1] != 0xDA:
        found.append(jpeg[at + 1])
        at += 2 + int.from_bytes(jpeg[at + 2 : at + 4], "big")
    return found


def near(one: object, other: tuple[int, ...]) -> bool:
    return isinstance(one, tuple) and all(abs(a - b) < 40 for a, b in zip(one, other, strict=True))


def test_what_is_sent_of_a_photograph_is_what_is_seen_of_it(service: Service, page: Page) -> None:
    taken = photograph(2600, 1950)
    assert [] == [mark for mark in (*MARKS, LATITUDE) if mark not in taken]
    answers = answered_posts(page)
    opened(page, service)
    choose(
        page,
        payload("../\u202eIMG_1.HEIC", taken, "image/heic"),
        payload("عقد.pdf", b"%PDF-1.7 " + b"x" * LARGEST_PIECE),
    )
    send(page)
    expect(page.locator("#arrived")).to_be_visible()
    letter, files = received(service)
    assert [("IMG_1.jpg", "image/jpeg"), ("عقد.pdf", "application/pdf")] == [
        (each.name, each.media_type) for each in letter.attachments
    ]
    assert b"%PDF-1.7 " + b"x" * LARGEST_PIECE == files["عقد.pdf"]
    sent = files["IMG_1.jpg"]
    assert [] == [mark for mark in (*MARKS, LATITUDE, b"Exif", b"xap", b"8BIM") if mark in sent]
    # JFIF's own, tables and a frame: no application's segment, no comment.
    assert {0xE0, 0xDB, 0xC0, 0xC4, 0xDD} >= set(segments(sent))
    assert sent.endswith(b"\xff\xd9")
    picture = Image.open(io.BytesIO(sent))
    assert (1536, 2048) == picture.size
    upright = ImageOps.exif_transpose(Image.open(io.BytesIO(taken))).resize(picture.size)
    for corner, colour in (((1200, 400), GREEN), ((300, 1600), RED)):
        assert near(upright.convert("RGB").getpixel(corner), colour)
        assert near(picture.convert("RGB").getpixel(corner), colour)
    pieces = [piece for each in letter.attachments for piece in each.pieces]
    *first, last = ids(answers)
    assert pieces == first
    assert last not in pieces


@pytest.mark.only_browser("chromium")
def test_after_a_cut_no_piece_that_arrived_is_sent_again(service: Service, page: Page) -> None:
    content = bytes(range(256)) * (5 * LARGEST_PIECE // 512)
    opened(page, service)
    choose(page, payload("contract.pdf", b"%PDF-" + content))
    page.locator("#languages a[lang=fi]").click()
    expect(page.locator("html")).to_have_attribute("lang", "fi")
    expect(page.locator("#files-list bdi")).to_have_text("contract.pdf")
    tried: list[bytes] = []

    def break_off(route: Route) -> None:
        tried.append(route.request.post_data_buffer or b"")
        if len(tried) == 1:
            route.continue_()
        else:
            route.abort()

    page.route(POSTED, break_off)
    send(page)
    until(page, lambda: page.locator("#state").get_by_text("ei lähetetty").count())
    assert 1 == len(service.envelopes())
    first, *cut = map(envelope_id, tried)
    assert {first} == {each.name for each in service.envelopes()}
    page.unroute(POSTED)
    after = answered_posts(page)
    page.locator("#send").click()
    expect(page.locator("#arrived")).to_be_visible()
    letter, files = received(service)
    [attachment] = letter.attachments
    # What was cut goes again as the very same bytes, and the letter last.
    assert 1 == len(set(cut))
    assert (first, cut[0]) == attachment.pieces[:2]
    assert [*attachment.pieces[1:]] == ids(after)[:-1]
    assert b"%PDF-" + content == files["contract.pdf"]


@pytest.mark.only_browser("chromium")
def test_a_keyring_that_changes_between_two_pieces_loses_none(service: Service, page: Page) -> None:
    opened(page, service)
    page.locator("#q-message").fill("")  # files alone are a letter
    choose(page, payload("a.txt", b"first"), payload("b.txt", b"second"))
    serials: list[str | None] = []

    def renew(route: Route) -> None:
        serials.append(route.request.header_value(SERIAL_HEADER))
        route.continue_()
        if len(serials) == 1:
            service.renew_keyring()

    page.route(POSTED, renew)
    send(page)
    expect(page.locator("#arrived")).to_be_visible()
    letter, files = received(service)
    assert ["1", "1", "2", "2"] == serials
    assert (2, {}) == (letter.serial, letter.answers)
    assert {"a.txt": b"first", "b.txt": b"second"} == files


@pytest.mark.only_browser("chromium")
def test_who_leaves_leaves_no_file_on_the_page(service: Service, page: Page) -> None:
    opened(page, service)
    choose(page, payload("Zebrafink-7-Quitte.pdf", b"%PDF-"))
    # What a browser says to a page that it may keep, and to one that it shows again.
    page.evaluate("dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true }))")
    expect(page.locator("#files-list li")).to_have_count(0)
    assert "Zebrafink" not in str(page.evaluate("document.documentElement.outerHTML"))
    assert 0 == page.evaluate("document.getElementById('files-input').files.length")
