"""What can be seen in an answer that must reach nobody but its sender."""

import pytest

from app.frame.contacts import HELPLINE
from app.inbox.caution import DELICATE, delicate, seen


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Soita 040 123 4567", "number"),
        ("+358 (40) 123-4567", "number"),
        ("اتصال ٠٤٠١٢٣٤٥٦٧", "number"),
        ("0\u200b40\u20111234567", "number"),
        ("liisa@example.org", "address"),
        ("see https://example.org", "address"),
        ("example.fi", "address"),
        ("Hämeenkatu 5", "address"),
        ("Storgatan 12 B", "address"),
        ("12 Main street", "address"),
        ("شارع الملك", "address"),
        ("Tule klo 9", "meeting"),
        ("kl. 14", "meeting"),
        ("at 14:30", "meeting"),
        ("3 pm", "meeting"),
        ("24.12.", "meeting"),
        ("Maanantaina", "meeting"),
        ("på tisdag", "meeting"),
        ("See you on Friday", "meeting"),
        ("موعد", "meeting"),
    ],
)
def test_what_is_delicate_is_seen(text: str, kind: str) -> None:
    assert kind in seen(text)


@pytest.mark.parametrize(
    "text",
    [
        f"Call {HELPLINE.shown}.",
        "Soita 0295463177 tai 112.",
        "Call us at 112.",
        "We have read your letter. You can write again.",
        "Voit kirjoittaa meille uudelleen samoilla 25 numerolla.",
        "يمكنك الكتابة إلينا من جديد.",
        "",
    ],
)
def test_what_everybody_may_know_is_not(text: str) -> None:
    assert frozenset() == seen(text)


def test_another_number_beside_ours_is_seen() -> None:
    assert {"number"} == seen(f"{HELPLINE.shown}\n040 1234567")


def test_only_known_names_are_delicate() -> None:
    assert {"person"} == delicate(["person", "x"])
    assert frozenset(DELICATE) == delicate(list(DELICATE))
