"""Recorded readings: heard only while the page says what was read, and found by who minds them."""

import shutil
from pathlib import Path

import pytest
from flask import Flask

from app.addresses import link
from app.forms.load import load_all
from app.frame.assets import Assets
from app.site.checking import check_content
from app.site.content import read_text
from app.site.freeze import freeze
from app.site.pages import create_site
from tests.page import Page
from tests.site.conftest import ANCHOR, ROOT

SOUND = b"ID3\x04\x00\x00\x00\x00\x00\x00a voice"
PAGE = link("help", lang="sv")


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """Return a copy of the content in which the Swedish help has been read aloud."""
    folder = tmp_path / "content"
    shutil.copytree(ROOT / "content", folder)
    clip = folder / "sv" / "audio" / "help.mp3"
    clip.parent.mkdir()
    clip.write_bytes(SOUND)
    names(folder, read_text(folder / "sv" / "help.md", "sv").digest)
    return folder


def names(content: Path, digest: str) -> None:
    """Let the page name the text that was read by its digest."""
    page = content / "sv" / "help.md"
    text = page.read_text(encoding="utf-8")
    page.write_text(text.replace("---\n", f"---\nrecorded_digest: {digest}\n", 1), encoding="utf-8")


def site(content: Path, assets: Assets) -> Flask:
    return create_site(
        anchor=ANCHOR,
        questionnaires=load_all(content / "forms"),
        assets=assets,
        content=content,
        name="Turva",
    )


def offered(turva: Flask, path: str) -> str | None:
    [button] = [
        each
        for each in Page(turva.test_client().get(path).text).all("button")
        if "data-listen" in each
    ]
    return button.attributes.get("data-clip")


def test_a_page_offers_its_recording_and_no_other_page_does(content: Path, built: Assets) -> None:
    turva = site(content, built)
    clip = offered(turva, PAGE)

    assert clip
    with turva.test_client().get(clip) as answer:
        assert ("audio/mpeg", SOUND) == (answer.mimetype, answer.data)
        assert "immutable" in answer.headers["Cache-Control"]
    assert "media-src 'self'" in turva.test_client().get(PAGE).headers["Content-Security-Policy"]
    for path in (link("rights", lang="sv"), link("help", lang="fi")):
        assert offered(turva, path) is None


def test_a_player_may_ask_for_a_part(content: Path, built: Assets) -> None:
    turva = site(content, built)
    with turva.test_client().get(str(offered(turva, PAGE)), headers={"Range": "bytes=0-2"}) as part:
        assert (206, b"ID3") == (part.status_code, part.data)


def test_another_recording_has_another_name_so_that_no_cache_keeps_the_old_one(
    content: Path, built: Assets
) -> None:
    before = offered(site(content, built), PAGE)
    (content / "sv" / "audio" / "help.mp3").write_bytes(SOUND + b", again")

    assert before != offered(site(content, built), PAGE)


def test_the_static_site_has_the_recording(content: Path, built: Assets, tmp_path: Path) -> None:
    turva = site(content, built)
    freeze(turva, tmp_path / "out")

    assert SOUND == (tmp_path / "out" / str(offered(turva, PAGE)).strip("/")).read_bytes()


def test_what_was_read_from_another_text_is_not_offered_and_is_found(
    content: Path, built: Assets
) -> None:
    page = content / "sv" / "help.md"
    page.write_text(page.read_text(encoding="utf-8") + "\nEtt nytt löfte.\n", encoding="utf-8")

    assert offered(site(content, built), PAGE) is None
    [fault] = check_content(content)
    digest = read_text(page, "sv").digest
    assert fault.startswith("sv/audio/help.mp3 was read from another text")
    assert fault.endswith(f"recorded_digest: {digest}")


def test_a_recording_that_is_gone_is_found(content: Path, built: Assets) -> None:
    (content / "sv" / "audio" / "help.mp3").unlink()

    assert offered(site(content, built), PAGE) is None
    [fault] = check_content(content)
    assert fault.startswith("sv/audio/help.mp3 is missing")


def test_a_recording_that_is_in_order_is_no_fault(content: Path) -> None:
    assert [] == list(check_content(content))
