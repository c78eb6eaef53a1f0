"""Vectors of text normalisation (WIRE §5)."""

from collections.abc import Iterator

from tests.vectors.makers.case import Case, passes

ABOUT = (
    "WIRE §5. input: what was typed, any UTF-16 text; expected.ok.text: as it travels;"
    " expected.ok.count: its code points."
)

_KEPT = (
    ("empty", "nothing is nothing", "", 0),
    ("spaces", "nothing is trimmed", "  a \t b  \n", 10),
    ("arabic", "right to left, with vowel signs", "السَّلامُ عليكم", 15),
    ("arabic-presentation-forms", "never folded to plain letters", "\ufefb\ufdfa", 2),
    (
        "bidi-marks",
        "LRM RLM ALM LRE PDF LRI PDI stay",
        "\u200e\u200f\u061c\u202aa\u202c\u2066b\u2069",
        9,
    ),
    ("cyrillic", "two bytes each", "Помогите", 8),
    ("devanagari", "conjuncts, each sign counted", "नमस्ते", 6),
    ("chinese", "three bytes each, one beyond the basic plane", "救命\U00020bb7", 3),
    ("emoji", "four bytes, two UTF-16 units, one code point", "\U0001f62d", 1),
    (
        "emoji-family",
        "seven code points joined",
        "\U0001f468\u200d\U0001f469\u200d\U0001f467\u200d\U0001f466",
        7,
    ),
    ("emoji-flag", "two regional indicators", "\U0001f1eb\U0001f1ee", 2),
    ("combining", "never composed to one letter", "e\u0301", 2),
    ("composed", "never decomposed to two", "\u00e9", 1),
    ("many-combining", "a tower of marks is left alone", "a" + "\u0300\u0323" * 4, 9),
    (
        "zero-width",
        "ZWNJ (Persian needs it), ZWSP, word joiner and BOM stay",
        "\u200c\u200b\u2060\ufeff",
        4,
    ),
    ("lf", "the newline that travels", "a\nb", 3),
    ("vertical-tab", "no newline of ours", "a\x0bb", 3),
    ("form-feed", "no newline of ours", "a\x0cb", 3),
    ("next-line", "U+0085 is no newline of ours", "a\x85b", 3),
    ("line-separator", "U+2028 is no newline of ours", "a\u2028b", 3),
    ("paragraph-separator", "U+2029 is no newline of ours", "a\u2029b", 3),
    ("controls", "other controls stay", "\x01\x08\x1b\x1f\x7f\x9f", 6),
    ("noncharacters", "U+FFFE, U+FFFF and U+10FFFF are scalar values", "\ufffe\uffff\U0010ffff", 3),
    ("replacement", "U+FFFD stays one", "\ufffd", 1),
    ("html", "markup is text", "<b onload=x>&amp;{{ 7*7 }}</b>", 30),
)

_CHANGED = (
    ("crlf", "as browsers post a newline", "a\r\nb", "a\nb", 3),
    ("cr", "old newline; a posted form would make it CRLF", "a\rb", "a\nb", 3),
    ("cr-cr-lf", "two newlines, not one and not three", "a\r\r\nb", "a\n\nb", 4),
    ("lf-cr", "two newlines", "a\n\rb", "a\n\nb", 4),
    ("crlf-crlf", "two newlines", "\r\n\r\n", "\n\n", 2),
    ("nul", "HTML cannot carry U+0000", "a\x00b", "a\ufffdb", 3),
    ("lone-high", "no scalar value", "a\ud800b", "a\ufffdb", 3),
    ("lone-low", "no scalar value", "a\udfffb", "a\ufffdb", 3),
    ("reversed-pair", "low before high is two lone ones", "\ude2d\ud83d", "\ufffd\ufffd", 2),
    ("high-high-low", "only the last two are a pair", "\ud83d\ud83d\ude2d", "\ufffd\U0001f62d", 2),
    ("high-at-end", "cut in the middle of an emoji", "a\ud83d", "a\ufffd", 2),
    ("lone-before-cr", "both rules at once", "\ud800\r\n", "\ufffd\n", 2),
)


def cases() -> Iterator[Case]:
    """Yield every vector; the counts were counted by hand."""
    for name, why, text, count in _KEPT:
        yield passes(name, why, text, {"text": text, "count": count})
    for name, why, typed, text, count in _CHANGED:
        yield passes(name, why, typed, {"text": text, "count": count})
