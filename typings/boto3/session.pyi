from typing import Any

class Session:
    region_name: str | None
    def client(self, service_name: str) -> Any: ...
