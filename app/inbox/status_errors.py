"""Why who refers is not told how it goes.

ReplyRefused
└── StatusRefused
    ├── StatusElsewhere      the phrase is of no use here, or is only sent by itself
    ├── ReferrerUnverified   nobody called their organisation by a published number
    └── AdmissionUntold      the person did not agree to it

No message holds a sender's words.
"""

from app.inbox.errors import ReplyRefused
from app.inbox.meanings import marked


class StatusRefused(ReplyRefused):
    """A status is not told."""


class StatusElsewhere(StatusRefused):
    """The phrase tells how a referral goes, and this is none; or it is only sent by itself."""

    code = "status-elsewhere"
    says = marked("This phrase is not for this letter. Choose another one.")


class ReferrerUnverified(StatusRefused):
    """Nobody called the organisation by a published number since the last letter."""

    code = "referrer-unverified"
    says = marked(
        "Before the sender is told this, call their organisation by a number that it publishes, and"
        " write down under 'Sender verified' which number it was and who answered."
    )


class AdmissionUntold(StatusRefused):
    """The person did not agree that who referred is told yes or no."""

    code = "admission-untold"
    says = marked(
        "The person did not agree that who referred is told yes or no. It was not sent, and must"
        " not be told in other words either."
    )
