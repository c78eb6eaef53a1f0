def detect(
    utf8Bytes: str,
    isPlainText: bool = ...,  # noqa: FBT001 - the package's own name and place
) -> tuple[bool, int, tuple[tuple[str, str, int, float], ...]]: ...
