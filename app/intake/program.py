"""The program that takes what strangers send: envelopes, plain forms, and the keyring they need.

The factory only wires. The program holds no key that opens anything.
"""

from collections.abc import Collection, Mapping

from flask import Flask

from app.addresses import register
from app.forms.questionnaire import Questionnaire
from app.forms.wtf import form_class
from app.frame.assets import Assets
from app.frame.contacts import EXIT
from app.frame.dress import dress
from app.intake.draft import BESIDES
from app.intake.envelopes import envelopes_view
from app.intake.keyring import KeyringSource, keyring_view
from app.intake.plain import PlainWay
from app.intake.problems import error_response, refusal_response
from app.intake.requests import limit_requests
from app.store.base import Store
from app.wire.errors import PostRefused


def create_intake(  # noqa: PLR0913 (by name, all that there is to wire)
    *,
    store: Store,
    keyring: KeyringSource,
    questionnaires: Mapping[tuple[str, int], Questionnaire],
    assets: Assets,
    origins: Collection[str] = (),
    name: str,
    leave_to: str = EXIT,
) -> Flask:
    """Return the intake; `origins` are the site's own, if not those that requests name.

    Raises: QuestionnaireMalformed, AssetUnknown, KeyError (no form "write").
    """
    intake = Flask(__name__, static_folder=None)
    limit_requests(intake)
    dress(intake, assets=assets, name=name, leave_to=leave_to, api_errors=error_response)
    intake.register_error_handler(PostRefused, refusal_response)
    newest = max(key for key in questionnaires if key[0] == "write")
    plain = PlainWay(store, keyring, form_class(questionnaires[newest], BESIDES), origins)
    register(
        intake,
        "intake",
        {
            "envelopes": envelopes_view(store, keyring, origins),
            "keyring": keyring_view(keyring),
            "write_plain": plain.write,
            "write_plain_send": plain.send,
            "write_plain_done": plain.done,
        },
    )
    return intake
