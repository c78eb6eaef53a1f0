"""What a person typed, in the one form in which it is counted, sealed and read (WIRE §5).

Below forms and wire, so that both mean the same text. It never trims, folds or re-composes: what
was typed arrives.
"""

MESSAGE_LIMIT = 16_000
"""Most code points in one message, in every script (WIRE §5)."""


def normalise(text: str) -> str:
    r"""Return the text as it travels: newlines as LF, no lone surrogate, no NUL.

    CRLF and a lone CR become LF (a form posted by a browser turns each into CRLF, so nothing else
    survives both ways). A surrogate without its partner and U+0000 (which HTML cannot carry) become
    U+FFFD. Applying it twice changes nothing more. Source: WIRE §5; WHATWG Infra, "normalize
    newlines" and "scalar value string".
    """
    scalars = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return scalars.replace("\r\n", "\n").replace("\r", "\n").replace("\x00", "\ufffd")


def count(text: str) -> int:
    """Return the number of code points of a normalised text: the unit of every limit."""
    return len(text)
