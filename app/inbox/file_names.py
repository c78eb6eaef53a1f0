"""The name under which a letter's file is given out: of what its sender calls it, what is harmless.

It is one plain name on every system: no folder, nothing hidden, nothing unseen or turned around, no
name that means a device, no ending by which a system runs it. It says nothing of what the file is.
"""

import re
import unicodedata
from typing import Final

FALLBACK: Final = "file"
"""What a file is called of whose name nothing is left."""

LONGEST: Final = 80
"""Most characters of a name: with any folder before it, it fits on every system."""

_LONGEST_BYTES: Final = 200
_LONGEST_ENDING: Final = 10

_FORBIDDEN = re.compile(r'[<>:"|?*%~$`;&\\/]')
"""What means something to a file system, or to what people type names into."""

_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
"""Categories of characters that are not seen, or turn what is."""

_DEVICES = re.compile(r"(con|prn|aux|nul|conin|conout|(com|lpt)[0-9¹²³])", re.IGNORECASE)
_OBEYED = frozenset({"desktop.ini", "autorun.inf", "thumbs.db"})
"""Names that a system acts on by itself."""

_RUN = re.compile(
    r"apk|app|appimage|bat|chm|cmd|com|command|cpl|deb|desktop|dll|docm|dotm|exe|hta|html?|img|inf"
    r"|iso|jar|jnlp|jse?|lnk|mht|mhtml|ms[cix]|pif|pkg|ps1|pyw?|reg|rpm|sc[fr]|sh|shtml|svgz?|url"
    r"|vb[es]|vhdx?|ws[fh]|xht|xhtml|xll|xl[st]m|xml|xsl",
    re.IGNORECASE,
)
"""Endings of what runs, or can run something, when somebody opens it with two presses."""


def safe_name(said: str) -> str:
    """Return a name to keep a file under that its sender calls so."""
    last = re.split(r"[/\\]", unicodedata.normalize("NFC", said))[-1]
    seen = "".join(each for each in last if unicodedata.category(each) not in _UNSEEN)
    plain = " ".join(_FORBIDDEN.sub("_", seen).split()).strip(" .-")
    stem, dot, ending = plain.rpartition(".")
    if not dot or len(ending) > _LONGEST_ENDING or not stem.strip(" ."):
        stem, dot, ending = plain, "", ""
    if _RUN.fullmatch(ending):
        ending += "_"
    kept = _cut(stem, LONGEST - len(dot + ending), _LONGEST_BYTES - len((dot + ending).encode()))
    name = (kept.strip(" .") or FALLBACK) + dot + ending
    first = name.split(".")[0].strip()
    reserved = _DEVICES.fullmatch(first) or name.lower() in _OBEYED
    return f"_{name}" if reserved else name


def _cut(text: str, length: int, size: int) -> str:
    cut = text[:length].encode()[:size]
    return cut.decode(errors="ignore")
