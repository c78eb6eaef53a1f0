"""The program that takes what strangers send, and gives what they need for it or come back for.

The factory only wires. The program holds no key that opens anything, and of the mailboxes it can
read only one whose id somebody names.
"""

from collections.abc import Callable, Collection, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from flask import Flask, request

from app.addresses import ADDRESSES, LETTER_FORMS, register
from app.forms.questionnaire import Questionnaire
from app.frame.assets import Assets
from app.frame.compiled import use_compiled
from app.frame.contacts import EXIT
from app.frame.dress import dress
from app.intake.blank import blank_digits, blank_form, start_of
from app.intake.keyring import KeyringSource, keyring_view
from app.intake.notice import NoticeSource, notice_view
from app.intake.problems import error_response, refusal_response
from app.intake.requests import limit_requests
from app.store.base import ShelfReader, Store
from app.store.published import Latest
from app.wire.errors import PostRefused

Views = dict[str, Callable[..., Any]]
"""Views by the names of their addresses."""


def create_intake(  # noqa: PLR0913 (by name, all that there is to wire)
    *,
    store: Store,
    replies: ShelfReader,
    keyring: KeyringSource,
    notice: Latest,
    site: str,
    questionnaires: Mapping[tuple[str, int], Questionnaire],
    assets: Assets,
    origins: Collection[str] = (),
    name: str,
    leave_to: str = EXIT,
    pages_only: bool = False,
    compiled: Path | None = None,
) -> Flask:
    """Return the intake; `origins` are the site's own, if not those that requests name.

    `replies` holds the mailboxes, `notice` what staff's pull signs, `site` the host
    name by which receipts become keys. With `pages_only` it answers the plain ways alone.
    `compiled` is the folder of its compiled templates, if there is one.

    Raises: QuestionnaireMalformed, AssetUnknown, ValueError (a form is missing).
    """
    intake = framed(assets, name, leave_to, compiled)
    limit_requests(intake)
    intake.register_error_handler(PostRefused, refusal_response)
    collected = NoticeSource(notice, keyring)
    letters = {form: _newest(questionnaires, form) for form in LETTER_FORMS}

    @cache
    def ways() -> Views:
        from app.intake.ways import plain_ways  # noqa: PLC0415 (see `blank`)

        return dict(
            plain_ways(
                store=store,
                replies=replies,
                keyring=keyring,
                notice=collected,
                site=site,
                letters=letters,
                follow=_newest(questionnaires, "follow"),
                origins=origins,
            )
        )

    blank: Views = {
        **{start_of(each): blank_form(keyring, collected, each) for each in letters.values()},
        "return_plain": blank_digits(keyring),
    }
    plain = _plain_views(blank, ways)
    if pages_only:
        register(intake, "intake", plain, plain.keys())
        return intake
    ways()  # what cannot be put together stops the start
    from app.intake.sealed import sealed_views  # noqa: PLC0415 (a function of pages has none)

    texts: Views = {"keyring": keyring_view(keyring), "notice": notice_view(collected)}
    register(intake, "intake", plain | texts | sealed_views(store, replies, keyring, origins))
    return intake


def _plain_views(blank: Views, ways: Callable[[], Views]) -> Views:
    """Return the view of each plain address: who only comes is shown a blank page (GET)."""

    def view(name: str) -> Callable[[], Any]:
        def answer() -> Any:
            comes = request.method in {"GET", "HEAD"} and name in blank
            return blank[name]() if comes else ways()[name]()

        return answer

    names = [each.name for each in ADDRESSES if each.policy == "plain" and each.program == "intake"]
    return {name: view(name) for name in names}


def framed(assets: Assets, name: str, leave_to: str = EXIT, compiled: Path | None = None) -> Flask:
    """Return the intake as all its pages share it, without one of them (see `create_intake`)."""
    intake = Flask(__name__, static_folder=None)
    dress(intake, assets=assets, name=name, leave_to=leave_to, api_errors=error_response)
    if compiled:
        use_compiled(intake, compiled)
    return intake


def _newest(questionnaires: Mapping[tuple[str, int], Questionnaire], form: str) -> Questionnaire:
    return questionnaires[max(key for key in questionnaires if key[0] == form)]
