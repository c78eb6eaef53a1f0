"""Which words of our languages say an address or a meeting, however they are bent or joined."""

import pytest

from app.inbox.delicate_words import ADDRESS, MEETING, folded

MEETINGS = {
    "ar": [
        "موعدنا يوم الاثنين",
        "والموعد مؤكد",
        "بموعدك القادم",
        "مواعيدنا",
        "سنلتقي هناك",
        "فلنلتقِ",
        "أن ألتقي بك",
        "نلتقي بک",
        "بلقائنا الأول",
        "للّقاء بك",
        "مقابلتك معنا",
        "سنقابلك",
        "غدًا",
        "غداً",
        "وغدا صباحا",
        "بعد غد",
        "ليوم الجمعه",
        "للخميس",
        "وبالأربعاء",
        "يوم أحد",
        "الســـاعة التاسعة",
        "في السَّاعَة",
        "ﺍﻟﺴﺎﻋﺔ",
        "٩ صباحًا",
        "٢٤ ديسمبر",
        "اجتماعنا",
    ],
    "fi": [
        "ylihuomenna",
        "huomiseen asti",
        "tapaamme siellä",
        "Tapaisimme mielellämme",
        "tapaamisesta",
        "voimmeko tavata",
        "treffataan siellä",
        "klo\u00a09",
        "kello yhdeksän",
        "keskiviikkona",
        "24. joulukuuta",
        "Nähdään siellä",
    ],
    "sv": [
        "imorgon",
        "I övermorgon",
        "vi träffar dig",
        "på mötet",
        "en mötesplats",
        "vi kan mötas",
        "klockan nio",
        "kl.14",
        "på lördagen",
        "den 24 december",
        "Vi ses!",
    ],
    "en": ["nine o\u2019clock", "5 May", "tomorrow", "appointments"],
}

NO_MEETINGS = {
    "ar": [
        "من تلقاء نفسك",
        "إلقاء القبض",
        "يصل الرد تلقائيًا",
        "التقاط صورة",
        "عمل مقابل مال",
        "في المقابل",
        "الأخصائي الاجتماعي",
        "الضمان الاجتماعي",
        "وجبة غداء",
        "لا تذكر ذلك لأحد",
        "هذه الأحداث صعبة",
        "شخصان أو اثنان",
        "خمسة أيام",
        "جمعية",
        "على مدار الساعة",
        "أجرك بالساعة",
        "بعد 24 ساعة",
        "الموعودة",
        "ليلًا ونهارًا",
    ],
    "fi": ["siinä tapauksessa", "eri tapoja", "tapahtui", "ota huomioon", "kellon ympäri"],
    "sv": ["om du möter våld", "bra bemötande", "dygnet runt", "du drabbades", "klart"],
    "en": ["people under 18 may call", "24/7", "at 112", "metal"],
}

ADDRESSES = {
    "ar": ["شارع الملك", "والشارع الرئيسي", "بشارعنا", "شوارع", "شقة رقم ٥", "بالبناية 12"],
    "fi": [
        "Kotikuja 3",
        "Mannerheimintiellä 5",
        "Hämeenkadulla",
        "Porintiellä",
        "Itäranta 7",
        "Torikadun kulma",
    ],
    "sv": ["Södra vägen 3", "på Storgatan", "Skolgränd 1", "Norra esplanaden 4"],
    "en": ["12 B Long Market Street"],
}

NO_ADDRESSES = {
    "ar": ["مشروع", "شرع", "عن طريق الهاتف", "في بيت آمن"],
    "fi": ["historia 3", "kadun sitä", "ei asu kadulla", "tietoa", "omalla tiellä", "tie on auki"],
    "sv": ["på väg 2 timmar", "på gatan", "hela vägen", "på annat vis"],
    "en": ["in the street"],
}


def cases(texts: dict[str, list[str]]) -> list[str]:
    return [text for each in texts.values() for text in each]


@pytest.mark.parametrize("text", cases(MEETINGS))
def test_a_day_an_hour_or_a_meeting_is_seen(text: str) -> None:
    assert MEETING.search(folded(text))


@pytest.mark.parametrize("text", cases(NO_MEETINGS))
def test_a_word_that_only_looks_like_a_meeting_is_not(text: str) -> None:
    assert None is MEETING.search(folded(text))


@pytest.mark.parametrize("text", cases(ADDRESSES))
def test_a_street_or_a_numbered_house_is_seen(text: str) -> None:
    assert ADDRESS.search(folded(text))


@pytest.mark.parametrize("text", cases(NO_ADDRESSES))
def test_a_word_that_only_looks_like_a_street_is_not(text: str) -> None:
    assert None is ADDRESS.search(folded(text))


def test_a_text_is_looked_through_in_one_spelling() -> None:
    assert "الساعه 9" == folded("الســاعةُ\u200f\u00a0٩")
    assert "هو في بيت" == folded("هو فی بيت")
    assert "möte" == folded("mo\u0308te")


def test_lines_stay_apart() -> None:
    assert "a\nb" == folded("a\nb")
