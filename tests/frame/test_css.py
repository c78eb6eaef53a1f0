"""The style sheet: readable in light and dark, the same in both directions, small, nothing dead."""

import gzip
import re
import unicodedata
from collections.abc import Mapping
from pathlib import Path

import pytest

from app.frame.dress import FRAME
from app.frame.locale import LANGUAGES

CSS = FRAME / "css"
ENTRIES = (CSS / "style.css", CSS / "read.css")
"""That of every page, and that of the pages to read, which has the first in it."""
SHEETS = sorted({*FRAME.rglob("*.css")} - {*ENTRIES})

GROUNDS = ("paper", "sheet", "calm", "warm")
TEXT_ON_GROUND = [
    *((text, ground) for text in ("ink", "soft", "link") for ground in GROUNDS),
    ("on-deep", "deep"),
    # Where the focus is there is light, and the exit stands on the light of the words.
    ("lit", "glow"),
    ("lit", "on-deep"),
    ("bad", "paper"),
    ("bad", "bad-ground"),
    ("ink", "bad-ground"),
    ("paper", "link"),
    ("paper", "ink"),
]
EDGE_ON_GROUND = [
    ("line", "paper"),
    ("line", "sheet"),
    ("bad", "sheet"),
    ("bad", "bad-ground"),
    ("warm-line", "warm"),
    ("link", "calm"),
]
# A ring is as far from its ground as text: it must be found at a glance.
RING_ON_GROUND = [("ink", ground) for ground in (*GROUNDS, "bad-ground")] + [("on-deep", "deep")]


def without_comments(path: Path) -> str:
    return re.sub(r"/\*.*?\*/", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)


def imported() -> list[Path]:
    names = [
        name
        for entry in ENTRIES
        for name in re.findall(r'@import "([^"]+)";', entry.read_text(encoding="utf-8"))
    ]
    return [(CSS / name).resolve() for name in names if name != ENTRIES[0].name]


def colours(scheme: str) -> Mapping[str, str]:
    """Return the colour tokens as in force in a scheme: dark ones replace light ones."""
    light, dark = without_comments(CSS / "tokens.css").split("@media (prefers-color-scheme: dark)")
    token = re.compile(r"--([a-z-]+): (#[0-9a-f]{6});")
    return dict(token.findall(light)) | (dict(token.findall(dark)) if scheme == "dark" else {})


def luminance(colour: str) -> float:
    """Return the relative luminance of #rrggbb (WCAG 2.2)."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
    return sum(share * c for share, c in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def contrast(one: str, other: str) -> float:
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def test_the_measure_of_contrast_is_the_standards() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#767676", "#ffffff") == pytest.approx(4.54, abs=0.01)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("text", "ground"), TEXT_ON_GROUND)
def test_text_stands_out_from_its_ground(scheme: str, text: str, ground: str) -> None:
    assert contrast(colours(scheme)[text], colours(scheme)[ground]) >= 7


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("edge", "ground"), EDGE_ON_GROUND)
def test_the_edge_of_a_control_can_be_seen(scheme: str, edge: str, ground: str) -> None:
    assert contrast(colours(scheme)[edge], colours(scheme)[ground]) >= 3


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("ring", "ground"), RING_ON_GROUND)
def test_the_ring_of_the_focus_stands_out_from_every_ground(
    scheme: str, ring: str, ground: str
) -> None:
    assert contrast(colours(scheme)[ring], colours(scheme)[ground]) >= 7


def test_a_ring_is_the_ink_but_on_a_dark_band() -> None:
    """Every sheet that paints the pine gives the ring the colour of what is written on it."""
    rings = {
        selector.strip(): re.findall(r"--ring: var\(--([a-z-]+)\)", body)
        for path in SHEETS
        if path.stem != "print"
        for selector, body in re.findall(r"([^{}]+)\{([^{}]*)\}", without_comments(path))
        if "--ring:" in body or "background: var(--deep)" in body
    }
    assert rings.pop(":root") == ["ink"]
    assert len(rings) > 1
    assert {tuple(ring) for ring in rings.values()} == {("on-deep",)}


def test_no_sheet_takes_the_ring_away() -> None:
    without = {
        selector.strip()
        for path in SHEETS
        for selector, body in re.findall(r"([^{}]+)\{([^{}]*)\}", without_comments(path))
        if re.search(r"outline(?:-width|-style)?: (?:0|none);", body)
    }
    # The target of the skip link and the parts of the self-check, which are no controls; and what
    # is chosen, on paper.
    parts = ".check > [tabindex]:focus:not(h2)"
    assert without == {"main:focus", parts, ".choice:has(:checked)"}


def test_what_stays_in_sight_leaves_room_for_what_has_the_focus() -> None:
    """The header is a touch target and its space; the page scrolls what has the focus below it."""
    [padding] = re.findall(r"scroll-padding-block: ([\d.]+)rem", without_comments(CSS / "base.css"))
    tokens = without_comments(CSS / "tokens.css")
    [touch] = re.findall(r"--touch: ([\d.]+)rem", tokens)
    frame = without_comments(FRAME / "components" / "frame" / "frame.css")
    [space] = re.findall(r"\.top \{[^}]*padding-block: ([\d.]+)rem;", frame)
    assert float(padding) >= float(touch) + 2 * float(space) + 1


def test_every_language_has_a_typeface_for_its_script() -> None:
    tokens = without_comments(CSS / "tokens.css")
    scripts = {"latin": r"\[lang\] \{[^}]*font-family: [^;]*, sans-serif;"}
    for language in LANGUAGES:
        script = unicodedata.name(language.endonym[0]).split()[0]
        # The stack for Latin letters has Cyrillic in every one of its fonts.
        if script not in {"LATIN", "CYRILLIC"}:
            scripts[language.tag] = (
                rf"\[lang\]:lang\({language.tag.partition('-')[0]}\) \{{\s*font-family:"
                r"[^;]*, sans-serif;"
            )
    assert [] == [script for script, stack in scripts.items() if not re.search(stack, tokens)]
    assert "system-ui" not in tokens


def test_a_form_prints_without_what_was_typed_or_chosen() -> None:
    sheet = without_comments(CSS / "print.css")
    assert re.search(r"\.field \{\s*color: transparent;", sheet)
    assert re.search(r"\.choice input \{\s*appearance: none;", sheet)
    hidden = sheet[: sheet.index("display: none")]
    assert {".files", ".draft", ".sealed [data-when]"} <= set(re.split(r",\s*|\s*\{\s*", hidden))


def test_every_sheet_is_part_of_the_one_that_pages_load() -> None:
    assert SHEETS == sorted(imported())


@pytest.mark.parametrize("path", SHEETS, ids=lambda path: str(path.stem))
def test_nothing_in_a_sheet_has_a_left_or_a_right(path: Path) -> None:
    sided = r"(?:^|[\s;-])(?:left|right)\b|\bfloat\s*:|(?:margin|padding|border)-(?:top|bottom)"
    assert [] == re.findall(sided, without_comments(path))


@pytest.mark.parametrize("path", SHEETS, ids=lambda path: str(path.stem))
def test_nothing_in_a_sheet_moves_or_is_fetched(path: Path) -> None:
    moved = r"\b(?:animation|transition|scroll-behavior|transform)\b|url\(|@font-face|@keyframes"
    assert [] == re.findall(moved, without_comments(path))


def test_every_class_in_a_sheet_is_used_somewhere() -> None:
    styled = {
        name
        for path in SHEETS
        for name in re.findall(
            r"\.([a-z][a-z_-]*)", re.sub(r"\{.*?\}", "{}", without_comments(path))
        )
    }
    sources = [path for kind in ("html", "py", "mjs") for path in FRAME.parent.rglob(f"*.{kind}")]
    texts = " ".join(path.read_text(encoding="utf-8") for path in sources)
    # An expression within the attribute may hold quotes of its own.
    given = r'class="((?:\{\{.*?\}\}|[^"])*)"|className = "([^"]*)"'
    used = " ".join(" ".join(found) for found in re.findall(given, texts))
    # A class made from an argument: "button-{{ kind }}".
    made = {"button-main", "button-second", "notice-warning"}
    assert set() == {name for name in styled - made if not re.search(rf"\b{name}\b", used)}


def test_what_is_hidden_stays_hidden() -> None:
    base = without_comments(CSS / "base.css")
    assert re.search(r"\[hidden\] \{\s*display: none !important;", base)
    assert re.search(r"@media \(scripting: none\) \{\s*\.sealed \{\s*display: none;", base)


def test_the_whole_sheet_is_small() -> None:
    """The build drops the comments, so they do not count."""
    whole = "".join(without_comments(path) for path in SHEETS)
    assert len(gzip.compress(whole.encode(), mtime=0)) <= 6 * 1024
