"""Words and figures by which an address, or a time to meet, is seen in a text of our languages.

They are looked for in a `folded` text, as whole words or, where a language bends its words at the
end, as beginnings: a hit in the middle of another word would stop an answer that holds nothing. The
lists are short. A place by its name, or another language, is never seen; staff have to say it.
"""

import re
import unicodedata
from collections.abc import Iterable

_STRETCH = "ـ"
_ALIKE = str.maketrans("أإآٱىیئؤةک", "ااااييءءهك", _STRETCH)
"""Arabic letters that people write one for another, and what only makes a word longer."""

# And, then / will, let us / by, like, for / the: Arabic writes them in one with the word.
_JOINED = "[وف]?(?:[بك]?ال|لل|[بكلس])?"
_OWN = "(?:ك|كم|كن|كما|ه|ها|هم|هن|نا)?"

_FINNISH_STREETS = (
    "katu|polku|ranta|(?:kadu|polu|ranna)(?:n|lla|lle|lta)"
    "|(?:tie|kuja|aukio|väylä|bulevardi|tori|kaari)(?:n|lle|ll[aä]|lt[aä])?"
)
_SWEDISH_STREETS = "gatan|vägen|gränd(?:en)?|stigen|torget|esplanaden|stranden|backen"
_ENGLISH_STREETS = "street|road|avenue|lane"
_ARABIC_PLACES = "طريق|ساحه|ميدان|عماره|بنايه|شقه|بيت|منزل"
_NUMBERED = " (?:رقم )?"

_MONTHS = (
    "(?:tammi|helmi|maalis|huhti|touko|kesä|heinä|elo|syys|loka|marras|joulu)kuu(?:n|ta|ssa)?"
    "|januari|februari|mars|april|maj|juni|juli|augusti|september|oktober|november|december"
    "|january|february|(?-i:March|May)|june|july|august|october"
    "|يناير|فبراير|مارس|ابريل|نيسان|مايو|ايار|يونيو|حزيران|يوليو|تموز|اغسطس|اب|سبتمبر|ايلول|اكتوبر"
    "|نوفمبر|ديسمبر|شباط|اذار|تشرين|كانون"
)
_ARABIC_DAYS = "احد|اثنين|ثلاثاء|اربعاء|خميس|جمعه|سبت"


def folded(text: str) -> str:
    """Return a text in the one spelling in which it is looked through; nobody is shown it.

    Digits of any script become ASCII; what is not seen, vowel signs and stretched words go.
    """
    return "".join(map(_plain, unicodedata.normalize("NFKC", text).translate(_ALIKE)))


def _plain(character: str) -> str:
    if character.isdecimal():
        return str(unicodedata.decimal(character))
    if character.isspace():
        return character if character == "\n" else " "
    return "" if unicodedata.category(character) in {"Cf", "Mn"} else character


def _any(alternatives: Iterable[str]) -> re.Pattern[str]:
    return re.compile("|".join(alternatives), re.IGNORECASE)


def _arabic(words: str) -> str:
    """Return a pattern for whole Arabic words, with all that may be joined to their two ends."""
    return rf"(?<!\w){_JOINED}(?:{words}){_OWN}(?!\w)"


ADDRESS = _any(
    (
        r"\S@\S|https?://|www\.|\b[\w-]+\.(?:fi|com|org|net|eu|info)\b",
        rf"(?:{_FINNISH_STREETS}|{_SWEDISH_STREETS}|\b(?:street|road|avenue)) \d",
        # A street's name, even without a number: Hämeenkadulla, på Storgatan.
        r"\w{2}(?:katu|kadu(?:n|lla|lle|lta)|tie(?:llä|lle|ltä)|gatan)\b",
        rf"\d\w?(?: \w+){{0,3}} (?:{_ENGLISH_STREETS})\b",
        _arabic("شارع|شوارع"),
        rf"{_arabic(_ARABIC_PLACES)}{_NUMBERED}\d",
    )
)
"""An address on the net or of a house."""

MEETING = _any(
    (
        r"\b(?:[01]?\d|2[0-3])[:.][0-5]\d\b|\b[0-3]?\d\.[01]?\d\.|\b\d{1,2} ?[ap]\.?m\b",
        rf"\b\d\d?\.? (?:{_MONTHS})\b|\b(?:{_MONTHS}) \d\d?\b",
        # Finnish
        r"\b(?:klo|kello)\b|\bklo\d|\b(?:yli)?huomenna|\bhuomi(?:nen|se)",
        r"\b(?:maanantai|tiistai|keskiviik|torstai|perjantai|lauantai|sunnuntai)",
        # Not tapaus, tapauksessa: "case".
        r"\b(?:tapaami|tapaamme\b|tapaat|tapaan sinu|tapaisi|tavata|tavattai|treff|nähdään\b)",
        # Swedish
        r"\bkl\.? ?\d|\bklockan\b|\b(?:i ?morgon|i ?övermorgon|morgondag)",
        r"\b(?:mån|tis|ons|tors|fre|lör|sön)dag",
        # Not möter, bemöta: "come up against", "treat".
        r"\bträffa(?:r|s)?\b|\bträff(?:en)?\b|\bmöte(?!r\b)|\bmöt(?:s|as)\b|\bvi ses\b",
        # English
        r"\bat \d\d?(?!\d)|o['’]clock|\btomorrow",
        r"\b(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|meet\b|meeting|appointment)",
        # Arabic; "round the clock", "by the hour" are no time.
        rf"(?<!مدار ){_arabic('(?<=ال)(?<!بال)ساعه')}|\b\d\d? ?(?:صباحا|مساء|ظهرا|ليلا)\b",
        _arabic(f"(?:(?<=ال)|(?<=لل)|(?<=يوم ))(?:{_ARABIC_DAYS})"),
        _arabic("غدا?|بكر[اه]|موعد|مواعيد|ميعاد|لقاء(?:ات)?|اجتماع(?:ات)?|مقابل(?:ه|ات|ت(?=\\w))"),
        _arabic("[نيتا]لتقي?|[نيت]تقابل|[نا](?:قابل|جتمع)"),
    )
)
"""A day, an hour, or that people meet."""
