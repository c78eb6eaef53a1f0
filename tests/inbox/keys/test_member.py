"""A member's own file, the root's and the offline ones: read by their owner, and by stock age."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from app.age.file import open_sealed, seal
from app.age.hybrid import HybridIdentity
from app.age.identity_file import parse_identity_file
from app.age.scrypt import ScryptIdentity, ScryptRecipient
from app.inbox.keys import protected
from app.inbox.keys.errors import KeyFileUnusable, MemberRefused, PassphraseWrong, WrongPlace
from app.inbox.keys.invitation import (
    digits_of,
    read_invitation,
    serialise_invitation,
    write_invitation,
)
from app.inbox.keys.member import new_member, read_member, serialise_member, write_member
from app.inbox.keys.offline import read_offline, write_offline
from app.inbox.keys.passphrase import as_made, new_passphrase, word_list
from app.inbox.keys.root import Root, check_place, read_root_file, write_root
from app.wire.note import SigningKey

DAY = date(2026, 11, 22)
WORDS = "seven words that nobody would ever guess"


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Seal with little work: how much is written is asked for by its own test."""
    monkeypatch.setattr(
        protected, "ScryptRecipient", lambda words: ScryptRecipient(words, work_factor=8)
    )


def ask() -> str:
    return WORDS


def never() -> str:
    pytest.fail("nothing is to be asked")


def test_a_member_is_read_as_written(tmp_path: Path) -> None:
    member = new_member("anna")
    write_member(tmp_path / "member.key", member, DAY, WORDS)

    again = read_member(tmp_path / "member.key", ask)
    assert (member.entry, member.identity.serialise(), member.signing) == (
        again.entry,
        again.identity.serialise(),
        again.signing,
    )
    assert 0o600 == (tmp_path / "member.key").stat().st_mode & 0o777


def test_a_file_without_passphrase_is_read_without_asking(tmp_path: Path) -> None:
    write_member(tmp_path / "member.key", new_member("anna"), DAY, None)

    assert "anna" == read_member(tmp_path / "member.key", never).name


def test_a_protected_file_shows_nothing_without_its_passphrase(tmp_path: Path) -> None:
    member = new_member("anna")
    write_member(tmp_path / "member.key", member, DAY, WORDS)

    data = (tmp_path / "member.key").read_bytes()
    for secret in ("anna", member.identity.serialise(), member.signing.serialise()):
        assert secret.encode() not in data


def test_a_passphrase_is_written_with_the_full_work(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.undo()
    stanza = protected.protect("x", WORDS).split(b"\n")[1]

    assert stanza.startswith(b"-> scrypt ")
    assert stanza.endswith(b" 18")


@pytest.mark.parametrize("typed", ["", "wr0ng", WORDS.upper(), f"{WORDS} ", "\ud800"])
def test_a_wrong_passphrase_is_said_and_not_repeated(tmp_path: Path, typed: str) -> None:
    write_member(tmp_path / "member.key", new_member("anna"), DAY, WORDS)

    with pytest.raises(PassphraseWrong) as refused:
        read_member(tmp_path / "member.key", lambda: typed)
    assert "member.key" in str(refused.value)
    assert not typed.strip() or typed.strip() not in str(refused.value)


def test_stock_age_reads_a_member_file_as_an_identity_file() -> None:
    member = new_member("anna")

    (identity,) = parse_identity_file(serialise_member(member, DAY))
    assert isinstance(identity, HybridIdentity)
    assert member.identity.recipient == identity.recipient


def spoilt_members() -> list[str]:
    member = new_member("anna")
    text = serialise_member(member, DAY)
    other = SigningKey.generate("turva-root").serialise()
    return [
        "",
        "hello\n",
        text.replace("# turva member: anna\n", ""),
        text.replace("member: anna", "member: Anna"),
        text.replace("# signing key: ", "# another key: "),
        text.replace(member.signing.serialise(), other),
        text.replace(member.identity.serialise(), "AGE-SECRET-KEY-PQ-1QQQQ"),
        text + HybridIdentity.generate().serialise() + "\n",
        text + "# turva member: bo\n",
        text.replace("PRIVATE+KEY", "PRIVATE KEY"),
    ]


@pytest.mark.parametrize("text", spoilt_members(), ids=range(10))
def test_what_is_no_member_file_is_refused_and_not_quoted(tmp_path: Path, text: str) -> None:
    path = tmp_path / "member.key"
    path.write_text(text)

    with pytest.raises(KeyFileUnusable) as refused:
        read_member(path, never)
    assert "member.key" in str(refused.value)
    for secret in ("AGE-SECRET", "PRIVATE", "hello"):
        assert secret not in str(refused.value)


@pytest.mark.parametrize(
    "data", [b"\xff\xfe", seal(b"\xff", [ScryptRecipient(WORDS, work_factor=8)])]
)
def test_a_file_that_is_no_text_is_refused(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "member.key"
    path.write_bytes(data)

    with pytest.raises(KeyFileUnusable, match="not text"):
        read_member(path, ask)


def test_a_damaged_protected_file_says_where_help_is(tmp_path: Path) -> None:
    path = tmp_path / "member.key"
    write_member(path, new_member("anna"), DAY, WORDS)
    path.write_bytes(path.read_bytes()[:-1])

    with pytest.raises(KeyFileUnusable, match="damaged"):
        read_member(path, ask)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(KeyFileUnusable, match="nowhere"):
        read_member(tmp_path / "nowhere", never)


@pytest.mark.parametrize("name", ["", "Anna", "a b", "-a", "1a", "a" * 33, "a\n", "ä"])
def test_a_name_that_the_roster_cannot_hold_is_refused(name: str) -> None:
    with pytest.raises(MemberRefused):
        new_member(name)


def test_secrets_show_in_no_repr() -> None:
    member, root = new_member("anna"), Root.generate()

    shown = repr(member) + repr(root)
    for secret in (member.signing, root.keyring, root.roster):
        assert repr(secret.seed) not in shown
        assert secret.serialise() not in shown
    assert member.identity.serialise() not in shown


def test_root_and_recovery_are_read_as_written(tmp_path: Path) -> None:
    root, identity = Root.generate(), HybridIdentity.generate()
    write_root(tmp_path / "root.key", root, DAY, WORDS)
    write_offline(tmp_path / "recovery.key", identity, "recovery", WORDS)

    assert root == read_root_file(tmp_path / "root.key", ask)
    again = read_offline(tmp_path / "recovery.key", "recovery", ask)
    assert identity.serialise() == again.serialise()


def swapped(root: Root) -> str:
    return f"{root.roster.serialise()}\n{root.keyring.serialise()}\n"


def alone(root: Root) -> str:
    return f"{root.keyring.serialise()}\n"


def doubled(root: Root) -> str:
    return root.serialise(DAY) + alone(root)


@pytest.mark.parametrize("spoil", [swapped, alone, doubled, lambda _: "", lambda _: "# x\n"])
def test_what_is_no_root_file_is_refused_and_not_quoted(
    tmp_path: Path, spoil: Callable[[Root], str]
) -> None:
    (tmp_path / "root.key").write_text(spoil(Root.generate()))

    with pytest.raises(KeyFileUnusable) as refused:
        read_root_file(tmp_path / "root.key", never)
    assert "PRIVATE" not in str(refused.value)


def test_the_root_may_not_lie_where_we_keep_anything(tmp_path: Path) -> None:
    home, stick = tmp_path / "home", tmp_path / "stick"
    (home / "staff").mkdir(parents=True)
    stick.mkdir()
    (tmp_path / "link").symlink_to(home)

    check_place(stick / "root.key", home)
    for place in (
        home / "root.key",
        home / "staff" / "root.key",
        tmp_path / "link" / "root.key",
        stick / ".." / "home" / "root.key",
    ):
        with pytest.raises(WrongPlace, match="online"):
            check_place(place, home)


def test_who_is_invited_is_read_as_written_and_nothing_is_secret(tmp_path: Path) -> None:
    member = new_member("anna")
    write_invitation(tmp_path / "anna.member", member.entry)

    text = (tmp_path / "anna.member").read_text()
    assert member.entry == read_invitation(tmp_path / "anna.member")
    assert "SECRET" not in text
    assert "PRIVATE" not in text


def test_an_invitation_with_other_keys_has_other_digits() -> None:
    ours, theirs = new_member("anna").entry, new_member("anna").entry
    assert digits_of(ours) != digits_of(theirs)


@pytest.mark.parametrize("spoil", ["member file", "short", "name", "empty", "more"])
def test_what_is_no_invitation_is_refused_and_not_quoted(tmp_path: Path, spoil: str) -> None:
    member = new_member("anna")
    line = serialise_invitation(member.entry)
    path = tmp_path / "anna.member"
    path.write_text(
        {
            "member file": serialise_member(member, DAY),
            "short": line[:-20],
            "name": line.replace("anna", "An/na"),
            "empty": "",
            "more": line + "x",
        }[spoil]
    )

    with pytest.raises(KeyFileUnusable) as refused:
        read_invitation(path)
    assert "SECRET" not in str(refused.value)


def test_a_passphrase_is_seven_words_of_the_long_list_and_never_the_same() -> None:
    passphrases = {new_passphrase() for _ in range(50)}

    assert 7776 == len(set(word_list()))
    assert 50 == len(passphrases)
    for passphrase in passphrases:
        assert 7 == len(passphrase.split(" "))
        assert set(passphrase.split(" ")) <= set(word_list())
    assert len({word for each in passphrases for word in each.split(" ")}) > 300


def test_age_opens_a_protected_file_as_any_other(tmp_path: Path) -> None:
    write_member(tmp_path / "member.key", new_member("anna"), DAY, WORDS)

    opened = open_sealed((tmp_path / "member.key").read_bytes(), [ScryptIdentity(WORDS)])
    assert opened.startswith(b"# turva member: anna\n# created: 2026-11-22\n# public key: age1pq1")


@pytest.mark.parametrize("typed", ["{0}", " {0} ", "{1}", "{2}", "{3}"])
def test_our_words_are_known_whatever_blanks_and_capitals_somebody_types(typed: str) -> None:
    words = new_passphrase()
    shapes = (words, words.replace(" ", "  "), words.upper(), words.replace(" ", "\t").title())

    assert words == as_made(typed.format(*shapes))


@pytest.mark.parametrize("own", ["Abacus abdomen", "  seven Words that are not of the list", ""])
def test_another_passphrase_is_taken_as_it_was_typed(own: str) -> None:
    assert own == as_made(own)
