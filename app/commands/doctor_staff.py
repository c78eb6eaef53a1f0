"""What `turva doctor --collect` does as a member of staff: collect, answer, and delete its letter.

It touches no letter but the doctor's own, found by the case secret that only the doctor knows.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from app.commands.asking import asking_member
from app.config import Settings
from app.inbox.acts import act
from app.inbox.cases import Case
from app.inbox.collecting import collect
from app.inbox.replies import Draft, answered_by, new_answer_id, send, withdraw
from app.programs import answers_behind, load_phrases, notice_place, open_desk
from serverless.doctor.errors import StaffFailed

REASON = "A test by 'turva doctor'."


class Colleague:
    """A member of staff at their own computer. Raises: StaffFailed."""

    def __init__(self, chosen: Settings) -> None:
        self._chosen = chosen
        with _said():
            self._desk = open_desk(chosen, asking_member(chosen))
            self._phrases = load_phrases()

    def collect(self) -> None:
        """Pull."""
        behind = answers_behind(self._chosen)
        with _said():
            collect(self._desk, notice_place(self._chosen), behind, self._phrases)

    def answer(self, secret: bytes, text: str) -> bool:
        """Answer the letter of a case secret; False if no letter of it has come."""
        with _said():
            case = self._case(secret)
            if case is None:
                return False
            said = answered_by(None, "en", text)
            send(self._desk, case, Draft(new_answer_id(), *said), self._phrases)
            return True

    def remove(self, secret: bytes) -> None:
        """Take the answers back and delete the letter; nothing if none has come."""
        with _said():
            case = self._case(secret)
            if case is None:
                return
            answers = [each.answer_id for each in case.state.replies]
            if answers:
                withdraw(self._desk, case, *answers)
            act(self._desk, case, "delete", REASON)

    def _case(self, secret: bytes) -> Case | None:
        return next(
            (
                case
                for case in self._desk.contents().cases
                if case.claimed and case.claimed.secret == secret
            ),
            None,
        )


@contextmanager
def _said() -> Iterator[None]:
    """Turn what the inbox refuses into a finding's sentence; a fault of ours stays one."""
    try:
        yield
    except Exception as error:
        if not type(error).__module__.startswith("app."):
            raise
        raise StaffFailed(str(error).removesuffix(".") or type(error).__name__) from None
