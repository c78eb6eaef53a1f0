"""The program that takes what strangers send, and gives what they need for it or come back for.

The factory only wires. The program holds no key that opens anything, and of the mailboxes it can
read only one whose id somebody names.
"""

from collections.abc import Collection, Mapping
from pathlib import Path

from flask import Flask

from app.addresses import LETTER_FORMS, register
from app.forms.questionnaire import Questionnaire
from app.frame.assets import Assets
from app.frame.compiled import use_compiled
from app.frame.contacts import EXIT
from app.frame.dress import dress
from app.intake.derivation import Derivation, Lines
from app.intake.keyring import KeyringSource, keyring_view
from app.intake.notice import NoticeSource, notice_view
from app.intake.plain import PlainWay
from app.intake.plain_return import PlainReturn
from app.intake.problems import error_response, refusal_response
from app.intake.requests import limit_requests
from app.intake.sealed import Views, sealed_views
from app.store.base import ShelfReader, Store
from app.store.published import Latest
from app.wire.errors import PostRefused


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
    lines = Lines(sending=Derivation(site), looking=Derivation(site))
    plain = {
        form: PlainWay(store, keyring, collected, lines, _newest(questionnaires, form), origins)
        for form in LETTER_FORMS
    }
    back = PlainReturn(
        store, replies, keyring, collected, lines, _newest(questionnaires, "follow"), origins
    )
    views: Views = {
        **{f"{form}_plain": way.write for form, way in plain.items()},
        **{f"{form}_plain_send": way.send for form, way in plain.items()},
        **{f"{form}_plain_done": way.done for form, way in plain.items()},
        "return_plain": back.come,
        "return_plain_open": back.open,
        "return_plain_send": back.send,
        "return_plain_done": back.done,
    }
    if pages_only:
        register(intake, "intake", views, views.keys())
        return intake
    # A form that cannot be made stops the start.
    assert all([*(way.form_class for way in plain.values()), back.form_class])  # noqa: S101
    texts: Views = {"keyring": keyring_view(keyring), "notice": notice_view(collected)}
    register(intake, "intake", views | texts | sealed_views(store, replies, keyring, origins))
    return intake


def framed(assets: Assets, name: str, leave_to: str = EXIT, compiled: Path | None = None) -> Flask:
    """Return the intake as all its pages share it, without one of them (see `create_intake`)."""
    intake = Flask(__name__, static_folder=None)
    dress(intake, assets=assets, name=name, leave_to=leave_to, api_errors=error_response)
    if compiled:
        use_compiled(intake, compiled)
    return intake


def _newest(questionnaires: Mapping[tuple[str, int], Questionnaire], form: str) -> Questionnaire:
    return questionnaires[max(key for key in questionnaires if key[0] == form)]
