"""The public key that signs keyrings, as the settings name it: all trust begins with it."""

from pathlib import Path

from app.config import SettingError, Settings
from app.wire.errors import NoteKeyMalformed
from app.wire.note import VerifierKey


def read_root(settings: Settings) -> VerifierKey:
    """Return the public key that signs keyrings. Raises: SettingError."""
    text, place = settings.root, "TURVA_ROOT"
    if isinstance(text, Path):
        place = str(text)
        try:
            text = text.read_text("utf-8").strip()
        except (OSError, UnicodeDecodeError):
            raise SettingError(
                f"There is no root key to read at {place}: put the root's public key there, set"
                " TURVA_ROOT, or run 'turva keys demo' to try things out."
            ) from None
    try:
        return VerifierKey.parse(text)
    except NoteKeyMalformed as error:
        raise SettingError(f"{place} cannot be used: {error}.") from None
