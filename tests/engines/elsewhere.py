"""Another site on this machine, where the exit leads; it notes what browsers tell it of us."""

import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


class Elsewhere:
    """A site on localhost with one page; it keeps every Referer and Cookie that it is sent."""

    def __init__(self) -> None:
        self.told: list[str] = []
        told = self.told

        class Page(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                if self.path == "/":  # its own icon is asked for from its own page
                    told.extend(self.headers.get_all("Referer", []))
                    told.extend(self.headers.get_all("Cookie", []))
                self.send_response(200)
                self.send_header("Content-Type", "text/html")
                self.end_headers()
                self.wfile.write(b"<!doctype html><title>Elsewhere</title><h1>Elsewhere</h1>")

            def log_message(self, format: str, *_: object) -> None:  # noqa: A002 - its name there
                """Say nothing."""

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Page)
        self.address = f"http://localhost:{self._server.server_port}/"
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()
