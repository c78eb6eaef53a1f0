"""Nothing of a sender is ever written: no spool file, no log line, no stored byte (P3, P5)."""

import base64
import re
import socket
import struct
import subprocess
import sys
import time
from datetime import UTC, datetime, timedelta
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import quote, urlencode

from app.store.folder import FolderStore
from app.store.shelf import FolderShelf
from app.wire.constants import LARGEST_LETTER, MAILBOX_DAYS
from app.wire.envelope import open_envelope, seal_envelope
from app.wire.letter import parse
from app.wire.mailbox import Answer, Mailbox, seal_mailbox
from app.wire.receipt import derive, groups, mailbox_id, new_receipt
from tests.intake.process import Served, served_intake
from tests.intake.stage import SERIAL, SITE, identity, reply
from tests.page import Page

MIB = 1 << 20
FORM = "/en/write/plain/"
SEND = "/en/write/plain/send"
ENVELOPE = {"Content-Type": "application/octet-stream", "Keyring-Serial": str(SERIAL)}
URLENCODED = {"Content-Type": "application/x-www-form-urlencoded"}
BYTES = {"Content-Type": "application/octet-stream"}

WORDS = "Zebrafink-7-Quitte"
AGENT = "MarkedAgent/19"
FORWARDED = "203.0.113.77"
ADDRESS = "127.0.0.77"
PATH = "markedpath-4711"
HEADER = "markedheader-0815"
RECEIPT = new_receipt()
KEYS = derive(RECEIPT, SITE)
ANSWER = "Marderhund-3-Birne"
MAILBOX = mailbox_id(KEYS.secret)
MARKS = [
    *(WORDS, AGENT, FORWARDED, ADDRESS, PATH, HEADER, ANSWER),
    *(RECEIPT, " ".join(groups(RECEIPT)), MAILBOX.hex(), KEYS.secret.hex()),
]
BACK = "/en/return/plain/"


def post(line: HTTPConnection, address: str, body: bytes, headers: dict[str, str]) -> str:
    line.request("POST", address, body, headers)
    return line.getresponse().read().decode()


def form(**fields: str) -> bytes:
    return urlencode(fields).encode()


def checked(**fields: str) -> bytes:
    """Return a form as the check page posts it: with the receipt that it showed."""
    return form(receipt=RECEIPT, **fields)


def multipart(name: str, value: bytes) -> bytes:
    head = f'--cut\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n'
    return head.encode() + value + b"\r\n--cut--\r\n"


def sealed(size: int) -> bytes:
    return seal_envelope(b"x" * size, identity().recipient)


def opened(said: str) -> list[str]:
    return re.findall(r"^opened (.*)$", said, re.MULTILINE)


def sent(line: HTTPConnection, body: bytes) -> str:
    """Send a plain letter, and return the page that answers it."""
    line.request("POST", SEND, body, URLENCODED)
    answer = line.getresponse()
    assert 200 == answer.status
    return answer.read().decode()


def everything_a_megabyte(line: HTTPConnection) -> None:
    """Post a megabyte in every way in which one can come."""
    text = WORDS * (MIB // len(WORDS))
    many = URLENCODED | {"Content-Type": "multipart/form-data; boundary=cut"}
    chunked = URLENCODED | {"Transfer-Encoding": "chunked"}
    for address in (FORM, SEND):
        assert WORDS in post(line, address, form(message=text), URLENCODED)
        assert WORDS in post(line, address, multipart("message", text.encode()), many)
        line.request("POST", address, iter([form(message=text)]), chunked, encode_chunked=True)
        assert WORDS in line.getresponse().read().decode()
    emoji = "😀" * 16_000
    assert "😀" in post(line, FORM, form(message=emoji), URLENCODED)
    assert "arrived" in Page(sent(line, checked(message=emoji))).ids
    assert '"id"' in post(line, "/api/envelopes", sealed(LARGEST_LETTER), ENVELOPE)


def test_no_file_is_opened_but_the_stores_own_for_sealed_bytes(tmp_path: Path) -> None:
    with served_intake(tmp_path, "--trace") as server, server.client() as line:
        # Whatever is read once (templates, catalogues, modules) is read now.
        everything_a_megabyte(line)
        line.request("GET", "/keyring.txt")
        line.getresponse().read()
        files = server.files()
        before = len(opened(server.said.read_text()))
        everything_a_megabyte(line)
        assert files == server.files()
        assert 0 == server.end()
        now = opened(server.said.read_text())[before:]
    assert now, "the store's own writing was not seen: the trace is blind"
    read = repr(str(tmp_path / "notice.txt"))  # pages show the day in it
    kept = [each for each in now if each != read]
    assert [] == [each for each in kept if str(tmp_path / "store") not in each]
    assert len(kept) <= 3 * 2


def test_the_trace_would_see_a_spooled_body(tmp_path: Path) -> None:
    """Guard the test above: a file of the kind that it forbids must show."""
    script = tmp_path / "spool.py"
    script.write_text(
        "import sys, tempfile\n"
        "from tests.intake.child import trace\n"
        "sys.addaudithook(trace)\n"
        "file = tempfile.SpooledTemporaryFile(max_size=1)\n"
        "file.write(b'xx')\n"
    )
    done = subprocess.run(
        [sys.executable, script],
        cwd=Path(__file__).parents[2],
        capture_output=True,
        check=True,
        env={"PYTHONPATH": str(Path(__file__).parents[2]), "TMPDIR": str(tmp_path)},
    )
    assert any(str(tmp_path) in each for each in opened(done.stderr.decode()))


MARKED = {
    "User-Agent": AGENT,
    "X-Forwarded-For": FORWARDED,
    "Forwarded": f"for={FORWARDED}",
    "Via": HEADER,
    "Referer": f"http://127.0.0.1/{PATH}",
    "Cookie": f"a={HEADER}",
    "X-Request-Id": HEADER,
}


def marked(start: str, headers: dict[str, str], body: bytes = b"") -> bytes:
    """Return a request as bytes, with everything marked that a sender could be known by."""
    lines = [start, *(f"{name}: {value}" for name, value in (MARKED | headers).items())]
    return "\r\n".join([*lines, "", ""]).encode("latin-1") + body


def sized(body: bytes) -> dict[str, str]:
    return {"Host": "127.0.0.1", "Content-Length": str(len(body)), "Connection": "close"}


def plain(address: str, **fields: str) -> bytes:
    body = form(**fields)
    return marked(f"POST {address} HTTP/1.1", sized(body) | URLENCODED, body)


def raw_requests() -> list[bytes]:
    """Return every kind of request that can go wrong, marked all over."""
    letter = seal_envelope(WORDS.encode(), identity().recipient)
    host = {"Host": "127.0.0.1", "Connection": "close"}
    words = f"message={WORDS}".encode()
    garbled = words + b"%ff"
    return [
        # Addresses and methods
        marked(f"GET /{PATH}?{WORDS} HTTP/1.1", host),
        marked(f"GET /en/{PATH} HTTP/1.1", host),
        marked(f"GET /api/{PATH} HTTP/1.1", host),
        marked(f"GET /{quote('raise/' + PATH)} HTTP/1.1", host),
        marked(f"GET http://{HEADER}/{PATH} HTTP/1.1", host),
        marked(f"GET //{PATH} HTTP/1.1", host),
        marked(f"GET /%ff%00{PATH} HTTP/1.1", host),
        marked(f"BREW /{PATH} HTTP/1.1", host),
        marked(f"brew{HEADER} /{PATH} HTTP/1.1", host),
        marked(f"PUT {FORM} HTTP/1.1", host),
        marked(f"{WORDS}", host),
        marked(f"GET /{PATH} HTTP/9.9", host),
        # Headers
        marked(f"GET {FORM} HTTP/1.1", host | {"Host": HEADER}),
        marked(f"GET {FORM} HTTP/1.1", host | {"Host": f"[{HEADER}"}),
        marked(f"GET {FORM} HTTP/1.1", host | {"X-Broken": f"{HEADER}\rx"}),
        marked(f"GET {FORM} HTTP/1.1", host | {f"{HEADER} x": WORDS}),
        marked(f"GET {FORM} HTTP/1.1", host | {"X-Long": HEADER * 5_000}),
        marked(f"GET {FORM} HTTP/1.1", {" continued": HEADER} | host),
        marked(f"POST {FORM} HTTP/1.1", host | {"Content-Length": HEADER}, words),
        marked(f"POST {FORM} HTTP/1.1", host | {"Content-Length": "9" * 5_000}, words),
        marked(f"POST {FORM} HTTP/1.1", host | {"Transfer-Encoding": HEADER}, words),
        marked(
            f"POST {FORM} HTTP/1.1",
            host | {"Transfer-Encoding": "chunked"},
            f"{WORDS}\r\n{WORDS}\r\n0\r\n\r\n".encode(),
        ),
        marked(f"POST {FORM} HTTP/1.1", sized(words) | {"Content-Type": HEADER}, words),
        marked(f"POST {FORM} HTTP/1.1", sized(words) | {"Origin": f"https://{HEADER}"}, words),
        marked(f"POST {FORM} HTTP/1.1", sized(words) | {"Origin": f"http://[{HEADER}"}, words),
        # Bodies
        marked(f"POST {FORM} HTTP/1.1", sized(garbled) | URLENCODED, garbled),
        marked(
            f"POST {FORM} HTTP/1.1",
            sized(words) | {"Content-Type": f"multipart/form-data; boundary={HEADER}"},
            words,
        ),
        plain(FORM, message=WORDS * 5_000),
        plain(FORM, message=WORDS * 500_000),
        plain(FORM, **{WORDS: WORDS}),
        plain(FORM, message=WORDS, letter=WORDS, written=WORDS, how_reply=WORDS),
        marked("POST /api/envelopes HTTP/1.1", sized(letter[:-1]) | ENVELOPE, letter[:-1]),
        marked("POST /api/envelopes HTTP/1.1", sized(words) | ENVELOPE, words),
        marked(
            "POST /api/envelopes HTTP/1.1",
            sized(words) | ENVELOPE | {"Keyring-Serial": HEADER},
            words,
        ),
        marked("POST /api/envelopes HTTP/1.1", sized(words) | {"Content-Type": HEADER}, words),
        marked("POST /api/envelopes HTTP/1.1", sized(b"x" * 2 * MIB) | ENVELOPE, b"x" * 2 * MIB),
        # Coming back
        marked("POST /api/mailbox HTTP/1.1", sized(MAILBOX) | BYTES, MAILBOX),
        marked("POST /api/mailbox HTTP/1.1", sized(MAILBOX * 2) | BYTES, MAILBOX * 2),
        marked("POST /api/mailbox HTTP/1.1", sized(MAILBOX) | {"Content-Type": HEADER}, MAILBOX),
        marked(f"POST /api/mailbox/{MAILBOX.hex()} HTTP/1.1", sized(MAILBOX) | BYTES, MAILBOX),
        marked(f"GET /api/mailbox?{MAILBOX.hex()} HTTP/1.1", host),
        plain(BACK + "open", receipt=" ".join(groups(RECEIPT))),
        plain(BACK + "open", receipt=RECEIPT[:-1]),
        plain(BACK + "open", receipt=f"{RECEIPT} {WORDS}"),
        plain(BACK, receipt=RECEIPT, letter="ab" * 16, message=WORDS),
        plain(BACK, receipt=RECEIPT, letter="ab" * 16, message=WORDS * 5_000),
        plain(f"{BACK}{RECEIPT}", receipt=RECEIPT),
        marked(f"GET {BACK}open?receipt={RECEIPT} HTTP/1.1", host),
        # Two that are cut off
        marked(f"POST {FORM} HTTP/1.1", host | {"Content-Length": "100000"} | URLENCODED, words),
        marked(f"POST {FORM} HTTP/1.1", host)[:-1],
    ]


def break_off(server: Served, request: bytes, pause: float) -> None:
    """Send a request and reset the line instead of taking the answer."""
    with server.line(ADDRESS) as line:
        line.sendall(request)
        time.sleep(pause)
        line.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))


def written_below(folder: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


def disguised(mark: str) -> set[bytes]:
    """Return how a mark could look in a file: as it is, in base64 at any offset, in UTF-16."""
    plain = mark.encode()
    inner = [base64.b64encode(b"\0" * at + plain)[4:-4] for at in range(3)]
    return {plain, plain.lower(), plain.hex().encode(), mark.encode("utf-16-le"), *inner}


def answered(folder: Path) -> Path:
    """Put an answer into the mailbox, as staff do, and return its file."""
    day = datetime.now(UTC).date()
    mailbox = Mailbox(
        mailbox_id=MAILBOX,
        recipient=KEYS.identity.recipient.raw,
        revision=1,
        signed=day,
        expires=day + timedelta(days=MAILBOX_DAYS),
        answers=(Answer("cd" * 16, 1, day, "en", ANSWER),),
    )
    FolderShelf(folder).replace(MAILBOX.hex(), seal_mailbox(mailbox, reply()), None)
    return folder / MAILBOX.hex()


def make_folder(file: Path) -> None:
    """Put something in the place of a file that nobody can read."""
    file.unlink()
    file.mkdir()


def test_nothing_written_holds_a_word_or_a_trace_of_the_sender(tmp_path: Path) -> None:
    kept = answered(tmp_path / "replies")
    puts = "ok,ok,unavailable,error,unavailable,error,ok"
    seals = "ok,ok,ok,error"
    with served_intake(tmp_path, "--puts", puts, "--seals", seals) as server:
        # A letter each way that is kept, then each kind of failure inside.
        letter = seal_envelope(WORDS.encode(), identity().recipient)
        by_api = marked("POST /api/envelopes HTTP/1.1", sized(letter) | ENVELOPE, letter)
        by_form = plain(SEND, message=WORDS, safe_times_more=WORDS, receipt=RECEIPT)
        statuses = [
            server.exchange(each, ADDRESS)[9:12]
            for each in (by_api, by_form, by_form, by_form, by_api, by_api, by_form, by_form)
        ]
        assert [b"201", b"200", b"503", b"500", b"503", b"500", b"500", b"200"] == statuses
        answers = [server.exchange(request, ADDRESS) for request in raw_requests()]
        assert any(ANSWER.encode() in each for each in answers), "no answer passed: nothing is seen"
        # A mailbox that is none, and one that cannot be read.
        for spoil in (lambda: kept.write_bytes(WORDS.encode()), lambda: make_folder(kept)):
            spoil()
            for request in raw_requests():
                server.exchange(request, ADDRESS)
        for pause in (0.0, 0.02):
            break_off(server, plain(FORM, message=WORDS * 100_000), pause)
            break_off(server, marked(f"GET {FORM} HTTP/1.1", {"Host": "x"}), pause)
        assert 0 == server.end()

    kept.rmdir()
    written = written_below(tmp_path)
    said = written["said.txt"].decode()
    for failure in ("RuntimeError", "of a wrong size", "no mailbox can be read"):
        assert failure in said, "a failure was not logged: the test does not see all"
    assert [] == [each for each in (MAILBOX, KEYS.secret) if repr(each)[2:-1] in said]
    found = {
        (mark, path)
        for mark in MARKS
        for path, data in written.items()
        for look in disguised(mark)
        if look in data or look in path.encode()
    }
    assert set() == found
    store = FolderStore(tmp_path / "store")
    letters = [open_envelope(store.get(name), identity()) for name in store.names()]
    assert 3 == len([each for each in letters if WORDS.encode() in each])
    assert 2 == len([each for each in letters if KEYS.secret.hex().encode() in each])


def test_a_plain_letter_passes_through_the_server_and_only_its_envelope_stays(
    tmp_path: Path,
) -> None:
    with served_intake(tmp_path) as server, server.client() as line:
        line.request("GET", FORM)
        page = Page(line.getresponse().read().decode())
        fields = {"letter": page.value("letter"), "message": f"\n{WORDS}\n😀"}
        checked = Page(post(line, FORM, form(**fields), URLENCODED))
        assert fields["message"] == checked.value("message")
        store = FolderStore(tmp_path / "store")
        assert [] == list(store.names())
        body = urlencode(checked.posted(), doseq=True).encode()
        assert "arrived" in Page(sent(line, body)).ids
        assert 0 == server.end()
    [name] = store.names()
    letter = parse(open_envelope(store.get(name), identity()))
    assert {"message": fields["message"]} == letter.answers
    assert fields["letter"] == letter.letter_id
    assert all(WORDS.encode() not in data for data in written_below(tmp_path).values())
