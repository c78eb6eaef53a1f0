"""The keys of a demo home, as tests seal letters with them and open them again."""

from pathlib import Path

from app.age.hybrid import HybridIdentity
from app.demo import DemoFiles
from app.inbox.keys.keychain import Keychain, open_keychain
from app.inbox.keys.member import parse_member
from app.inbox.keys.places import read_verifier
from app.wire.epoch import Epoch


def keychain_of(home: Path) -> Keychain:
    """Return what the demo's member opens."""
    files = DemoFiles(home)
    places = files.places()
    roster_key = read_verifier(files.roster_vkey, "roster key")
    return open_keychain(
        parse_member(files.member.read_text()), places.shelf, roster_key, places.seen
    )


def epoch_of(home: Path) -> Epoch:
    """Return the newest epoch of the demo."""
    return keychain_of(home).current


def identity_of(home: Path) -> HybridIdentity:
    """Return the identity that opens what is sealed to the demo's keyring."""
    return epoch_of(home).identity
