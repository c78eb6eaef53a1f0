from waitress import wasyncore
from waitress.parser import HTTPRequestParser

class HTTPChannel(wasyncore.dispatcher):
    parser_class: type[HTTPRequestParser]
    request: HTTPRequestParser | None
    requests: list[HTTPRequestParser]
    total_outbufs_len: int
    will_close: bool
