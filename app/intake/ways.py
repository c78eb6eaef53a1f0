"""The plain ways put together: all that takes what was typed, and shows what waits for digits."""

from collections.abc import Callable, Collection, Mapping

from werkzeug.wrappers import Response

from app.forms.questionnaire import Questionnaire
from app.forms.wtf import form_class
from app.intake.derivation import Derivation, Lines
from app.intake.draft import BESIDES
from app.intake.keyring import KeyringSource
from app.intake.notice import NoticeSource
from app.intake.plain import PlainWay
from app.intake.plain_return import PlainReturn
from app.store.base import ShelfReader, Store


def plain_ways(  # noqa: PLR0913 (by name, all that there is to wire)
    *,
    store: Store,
    replies: ShelfReader,
    keyring: KeyringSource,
    notice: NoticeSource,
    site: str,
    letters: Mapping[str, Questionnaire],
    follow: Questionnaire,
    origins: Collection[str],
) -> Mapping[str, Callable[[], Response]]:
    """Return the views of the plain ways by the names of their addresses.

    `letters` are the forms that begin a case, `follow` the one to write again with. All share the
    two lines in which receipts become keys.

    Raises: ValueError (a form cannot be made).
    """
    lines = Lines(sending=Derivation(site), looking=Derivation(site))
    views: dict[str, Callable[[], Response]] = {}
    for form, questionnaire in letters.items():
        way = PlainWay(store, keyring, notice, lines, form_class(questionnaire, BESIDES), origins)
        views |= {
            f"{form}_plain": way.write,
            f"{form}_plain_send": way.send,
            f"{form}_plain_done": way.done,
        }
    again = form_class(follow, BESIDES)
    back = PlainReturn(store, replies, keyring, notice, lines, again, origins)
    return views | {
        "return_plain": back.come,
        "return_plain_open": back.open,
        "return_plain_send": back.send,
        "return_plain_done": back.done,
    }
