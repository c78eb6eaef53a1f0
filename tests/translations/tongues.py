"""What is known of each language that we offer: letters, signs and small words, for the tests.

A language that we add needs an entry of its own: without one its tests stop.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass

NAMES = {
    *("Turva", "NAS", "Wi", "Fi", "Shift", "InPrivate", "PDF", "CSV", "cookie", "cookies", "MB"),
    *("EU", "EEA"),
    *("WCAG", "AA", "webaccessibility", "fi", "age", "ML", "KEM", "X", "keyring", "notice"),
    *("security", "txt"),
}
"""Words that stay in Latin letters in every language."""


@dataclass(frozen=True)
class Tongue:
    """One language.

    `letters`: all that its words are made of, as a class of a regular expression, in small letters.
    `foreign_signs`: signs for which it has others. `common`: small words that the other languages
    in the same script lack. `denial`: words that deny. `telling`: parts of words that no title may
    show to a bystander. `free_call`: words of a promise that we cannot make. `turned`: English ones
    that are rightly said the other way round here, such as "cannot make two" by "stays one".
    `full_stop`: whether sentences end with one.
    """

    letters: str
    foreign_signs: str
    common: frozenset[str]
    denial: re.Pattern[str]
    telling: tuple[str, ...]
    free_call: tuple[str, ...]
    turned: frozenset[str] = frozenset()
    full_stop: bool = True


TONGUES: Mapping[str, Tongue] = {
    "fi": Tongue(
        letters="a-zåäöšž",
        foreign_signs="\"'`´‘‚“„«»<>",
        common=frozenset({"ei", "jos", "joka", "voit", "sinun", "viestisi", "tai", "sen", "emme"}),
        denial=re.compile(
            r"\b(?:ei|en|et|emme|ette|eivät|eikä|eikö|etkä|etkö|emmekä|eivätkä|ettei|älä|älkää|ilman)\b"
            # "Without telling": kertomatta.
            r"|\w(?:matta|mättä)\b|kielletty"
        ),
        telling=("apu", "apua", "uhri", "ihmiskaup", "poliisi", "viranomai", "vaara"),
        free_call=("ilmai", "maksut", "ei maksa mitään soittaa"),
        turned=frozenset({"Then ask us and leave out who it is about."}),
    ),
    "sv": Tongue(
        letters="a-zåäöé",
        foreign_signs="\"'`´‘‚“„«»<>",
        common=frozenset({"inte", "och", "är", "att", "som", "om", "ditt", "det", "vi", "innan"}),
        denial=re.compile(r"\b(?:inte|ingen|inget|inga|ingenting|aldrig|utan|varken|heller|nej)\b"),
        telling=("hjälp", "offer", "människohandel", "polis", "myndighet", "fara"),
        free_call=("gratis", "kostnadsfri", "avgiftsfri"),
    ),
    "en": Tongue(
        letters="a-z",
        foreign_signs="`´‘‚“”„«»<>",
        common=frozenset({"the", "you", "and", "your", "not", "this", "letter", "can"}),
        denial=re.compile(r"\b(?:not|no|nobody|nothing|never|cannot|none|neither|without|nor)\b"),
        telling=("help", "victim", "traffick", "police", "authorit", "danger"),
        free_call=("free call", "free of charge", "toll-free"),
    ),
    "ar": Tongue(
        letters="\u0621-\u063a\u0641-\u064a",
        # The last sign stretches a word, for looks only.
        foreign_signs=",;?%<>\u0640",
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
                "{still_minors} were still under {child_age} on {day}.",
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
    "ru": Tongue(
        letters="а-яё",
        foreign_signs="\"'`´‘’‚“”„<>",
        common=frozenset({"и", "вы", "вам", "это", "если", "что", "или"}),
        denial=re.compile(
            r"\b(?:не|ни|нет|нельзя|никто|никого|никому|никем|ничего|ничем|ничто|никогда|никак|без"
            r"|никак(?:ой|ая|ое|ие|их|ого)|невозможно|неизвестн\w*|нечего|безвизов\w*)\b"
        ),
        telling=("помощ", "жертв", "торговл", "полици", "опасн", "насили"),
        free_call=("бесплатный звонок", "звонок бесплат", "позвонить бесплатно"),
        turned=frozenset({"Are you unsure about two or more?"}),
    ),
    "so": Tongue(
        letters="a-z",
        foreign_signs="\"'`´‘‚„«»<>",
        common=frozenset({"waa", "iyo", "ama", "haddii", "waxaad", "ku"}),
        denial=re.compile(
            # "Aan" is "not" before a verb that denies, and "we" before one that does not; "ma" asks
            # too; "ka hor inta" is "before", whatever it is made of.
            r"\b(?:in)?aan\b(?:\s+[\w’]+){0,4}?\s+\w*(?:in|ayn|nayn|lahayn)\b(?!\s+kar)"
            r"|\b(?:aanay|aanu|aanan|aysan|(?<!inta )uusan|waxaadan|aadan|inaadan|inaanu|inaysan"
            r"|ahayn|miyuusan|aannaan|inaannaan|isma|ha|hana|cidna|qofna|waxba|waxbana|la’aan|la’aantiis|la’aanteed|la’aantood|maya|midna"
            r"|lama|lamana|looma|laguma|nalooma|lagama|lalama|mana|kama|kuma|uma|umana|nooma|iima"
            r"|kuuma|kuguma|weligeed|weligood|weligaa|hubtid)\b"
            r"|\bma\b(?![^.]*\?)|\bma jiro\b|waayay"
        ),
        telling=("caawi", "dhibban", "tahriib", "ka ganacsi", "boolis", "khatar"),
        free_call=("wicitaan bilaash", "bilaash ah in la waco"),
        turned=frozenset(
            {
                "What was unclear in the sources",
                "If something is unclear, call us.",
                "If you are afraid, leave out names, home addresses and places.",
                (
                    "Leave out everything that could tell who the person is: names, birth dates,"
                    " numbers, addresses, workplaces, rare details."
                ),
                "You can leave out names and places if that feels safer.",
                "Leave out the names of exploiters and of other victims.",
                "It opens a different, harmless site.",
                "It opens a different, harmless site and empties what you wrote here.",
            }
        ),
    ),
    "fa-AF": Tongue(
        # Arabic letters but kaf and yeh, and those that Persian adds.
        letters="\u0621-\u063a\u0641-\u0642\u0644-\u0648\u064b\u0651\u0654\u067e\u0686\u0698\u06a9\u06af\u06c0\u06cc",
        foreign_signs=",;?%<>\u0640",
        common=frozenset({"است", "را", "که", "شما", "این"}),
        denial=re.compile(
            r"\b(?:نه|نی|نخیر|بدون|هرگز|غیر(?! آن)|هیچ\w*|نیست\w*|نمی\w*|نبا\w*|ندار\w*|نکن\w*"
            r"|نده\w*|نشو\w*|نشد\w*"
            r"|نخواه\w*|نتوان\w*|نگو\w*|نرو\w*|نبود\w*|نکرد\w*|نداد\w*|نپرس\w*|نگیر\w*|نبر\w*|نگذار\w*"
            r"|نیا(?!ز)\w*|ننویس\w*|نزن\w*|نرس\w*|نشمر\w*|نخوان\w*|نداش\w*)\b"
        ),
        telling=("کمک", "قربانی", "قاچاق", "پولیس", "خطر"),
        free_call=("تماس رایگان", "زنگ رایگان"),
    ),
    "th": Tongue(
        letters="\u0e01-\u0e4e",
        foreign_signs="\"'`´‘’‚„«»<>;؟",
        common=frozenset(),
        # At the end of a question it asks "or not"; before "more than" it says "few".
        denial=re.compile(
            r"(?<!หรือ)(?<!ใช่)ไม่(?!กี่)|หรือไม่(?=[\u0e01-\u0e4e])|อย่า(?!ง)|ห้าม|ไร้|ปราศจาก"
        ),
        telling=("ช่วยเหลือ", "เหยื่อ", "ค้ามนุษย์", "ตำรวจ", "อันตราย"),
        free_call=("โทรฟรี", "โทรศัพท์ฟรี"),
        turned=frozenset(
            {
                "Does someone guard you, or stop you from going where you want?",
                "Most browsers have one. It may be called private or incognito.",
                (
                    "Read the questions. Is your answer yes to one of them? Are you unsure about"
                    " two or more? Then it is a good reason to ask us."
                ),
                (
                    "Leave out everything that could tell who the person is: names, birth dates,"
                    " numbers, addresses, workplaces, rare details."
                ),
                "Who answers for you when you are away?",
                "It opens a different, harmless site.",
                "It opens a different, harmless site and empties what you wrote here.",
            }
        ),
        full_stop=False,
    ),
}
TONGUES = {**TONGUES, "fi-simple": TONGUES["fi"]}
