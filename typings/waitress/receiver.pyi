from waitress.buffers import OverflowableBuffer

class FixedStreamReceiver:
    completed: bool
    remain: int
    def __init__(self, cl: int, buf: OverflowableBuffer) -> None: ...
    def received(self, data: bytes) -> int: ...

class ChunkedReceiver:
    completed: bool
    def received(self, s: bytes) -> int: ...
