"""What is known of each language that we offer: letters, signs and small words, for the tests.

A language that we add needs an entry of its own: without one its tests stop.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass

NAMES = {
    *("Turva", "NAS", "Wi", "Fi", "Shift", "InPrivate", "PDF", "CSV", "cookies"),
    *("WCAG", "AA", "webaccessibility", "fi", "age", "ML", "KEM", "X", "keyring", "notice"),
    *("security", "txt"),
}
"""Words that stay in Latin letters in every language."""


@dataclass(frozen=True)
class Tongue:
    """One language.

    `letters`: all that its words are made of, as a class of a regular expression, in small letters.
    `foreign_signs`: signs for which it has others. `most_words`: in a sentence that a tired reader
    can hold. `common`: small words that the other languages in the same script lack. `denial`:
    words that deny. `telling`: parts of words that no title may show to a bystander. `free_call`:
    words of a promise that we cannot make. `turned`: English texts that are rightly said the other
    way round here, such as "cannot make two" by "stays one".
    """

    letters: str
    foreign_signs: str
    most_words: int
    common: frozenset[str]
    denial: re.Pattern[str]
    telling: tuple[str, ...]
    free_call: tuple[str, ...]
    turned: frozenset[str] = frozenset()


TONGUES: Mapping[str, Tongue] = {
    "fi": Tongue(
        letters="a-zåäöšž",
        foreign_signs="\"'`´‘‚“„«»<>",
        most_words=14,
        common=frozenset({"ei", "jos", "joka", "voit", "sinun", "viestisi", "tai", "sen", "emme"}),
        denial=re.compile(
            r"\b(?:ei|en|et|emme|ette|eivät|eikä|eikö|etkä|etkö|emmekä|eivätkä|ettei|älä|älkää|ilman)\b"
            # "Without telling": kertomatta.
            r"|\w(?:matta|mättä)\b|kielletty"
        ),
        telling=("apu", "apua", "uhri", "ihmiskaup", "poliisi", "viranomai", "vaara"),
        free_call=("ilmai", "maksut", "ei maksa mitään soittaa"),
    ),
    "sv": Tongue(
        letters="a-zåäöé",
        foreign_signs="\"'`´‘‚“„«»<>",
        most_words=16,
        common=frozenset({"inte", "och", "är", "att", "som", "om", "ditt", "det", "vi", "innan"}),
        denial=re.compile(r"\b(?:inte|ingen|inget|inga|ingenting|aldrig|utan|varken|heller|nej)\b"),
        telling=("hjälp", "offer", "människohandel", "polis", "myndighet", "fara"),
        free_call=("gratis", "kostnadsfri", "avgiftsfri"),
    ),
    "en": Tongue(
        letters="a-z",
        foreign_signs="`´‘‚“”„«»<>",
        most_words=15,
        common=frozenset({"the", "you", "and", "your", "is", "not", "this", "letter", "can"}),
        denial=re.compile(r"\b(?:not|no|nobody|nothing|never|cannot|none|neither|without|nor)\b"),
        telling=("help", "victim", "traffick", "police", "authorit", "danger"),
        free_call=("free call", "free of charge", "toll-free"),
    ),
    "ar": Tongue(
        letters="\u0621-\u063a\u0641-\u064a",
        # The last sign stretches a word, for looks only.
        foreign_signs=",;?%<>\u0640",
        most_words=16,
        common=frozenset(),
        # "Not … but" says "only".
        denial=re.compile(
            r"\b[وف]?(?:لا|لم|لن|ليس|ليست|بلا|دون|غير|عدم|ألا|يمنعك)\b(?![^.]*\bإلا\b)"
        ),
        telling=("مساعد", "ضحايا", "الاتجار", "شرطة", "خطر"),
        free_call=("مكالمة مجانية", "اتصال مجاني"),
        turned=frozenset(
            {
                "Someone forces you to do things against your will.",
                "Your age, gender, sexuality, religion and country make no difference.",
                "If you are afraid, leave out names, home addresses and places.",
                "It opens a different, harmless site.",
                "What was unclear in the sources",
                "If something is unclear, call us.",
                "Then ask us and leave out who it is about.",
                "It opens a different, harmless site and empties what you wrote here.",
                # Also "this button does not undo it", so that "stays sent" cannot be misread.
                "A letter that you already sent stays sent.",
                "Sending again cannot make two letters.",
                "You can leave out names and places if that feels safer.",
                "Does someone guard you, or stop you from going where you want?",
                "Leave out the names of exploiters and of other victims.",
                (
                    "Leave out everything that could tell who the person is: names, birth dates,"
                    " numbers, addresses, workplaces, rare details."
                ),
                "Leave out rare details too.",
                "Please leave out their names, and the names of other victims.",
            }
        ),
    ),
}
