from waitress.receiver import ChunkedReceiver, FixedStreamReceiver
from waitress.utilities import Error

class HTTPRequestParser:
    body_rcv: FixedStreamReceiver | ChunkedReceiver | None
    chunked: bool
    completed: bool
    content_length: int
    error: Error | None
    expect_continue: bool
    headers: dict[str, str]
    def received(self, data: bytes) -> int: ...
