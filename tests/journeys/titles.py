"""What a bystander reads on a tab, and what a screen reader says first."""

import hashlib
from pathlib import Path

from playwright.sync_api import Page

from app.frame.locale import SOURCE
from tests.journeys.states import STATES

PRODUCT = " – Turva"

TELLING = {
    "en": "victim traffick abus exploit police crime violence slave helpline rescue assault help",
    "fi": "uhri ihmiskaup hyväksikäy poliisi rikos väkival orja auttava pelast apua",
    "sv": "offer människohandel utnyttj polis brott våld slav hjälp rädd övergrepp",
    "fi-simple": "uhri ihmiskaup hyväksikäy poliisi rikos väkival orja auttava pelast apua",
    "so": "dhibban tahriib boolis dambi rabsho caawi badbaad",
    "fa-AF": "قربانی قاچاق سوءاستفاده پولیس جرم خشونت کمک نجات",
    "ru": "жертв торговл эксплуат полици преступ насил рабст помощ спас",
    "th": "เหยื่อ ค้ามนุษย์ แสวงหาประโยชน์ ตำรวจ อาชญากรรม ความรุนแรง ช่วยเหลือ",
    "ar": "ضحي ضحايا اتجار استغلال شرطة جريمة عنف عبودية إنقاذ مساعدة",
}
"""How words begin that would tell a bystander what the page is about, in each language."""


class Titles:
    """The titles that the tests of one run have met, in a folder that all its processes share."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        folder.mkdir(exist_ok=True)

    def faults(self, page: Page, state: str, language: str) -> list[str]:
        """Return what is wrong with title and heading of a page that stands in a state.

        Two states share a title only if they are one step: whichever is met later is told.
        """
        title = page.evaluate("document.title")
        headings = page.locator("h1:visible").all_inner_texts()
        step = STATES[state].step
        found = [f"the title tells {word}" for word in _telling(title, language)]
        if len(headings) != 1 or not headings[0].strip():
            found.append(f"{len(headings)} visible h1")
        if not title.endswith(PRODUCT) or title == PRODUCT:
            found.append(f"the title does not name step and product: {title}")
        if step and language == SOURCE.tag and title != step + PRODUCT:
            found.append(f"the title is {title}")
        return found + self._shared(title, step or state, language)

    def _shared(self, title: str, step: str, language: str) -> list[str]:
        kept = self._folder / hashlib.sha256(f"{language}\n{title}".encode()).hexdigest()
        try:
            with kept.open("x", encoding="utf-8") as file:
                file.write(step)
        except FileExistsError:
            other = kept.read_text(encoding="utf-8") or step  # empty while another test writes it
            return [] if other == step else [f"it shares its title with {other}: {title}"]
        return []


def _telling(title: str, language: str) -> list[str]:
    return [word for word in TELLING[language].split() if word in title.lower()]
