from pathlib import Path

class TTFont:
    def __init__(self, file: Path) -> None: ...
    def getBestCmap(self) -> dict[int, str]: ...  # noqa: N802 - the package's own name
