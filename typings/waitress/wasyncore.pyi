class dispatcher:
    def close(self) -> None: ...

def loop(
    timeout: float = ...,
    use_poll: bool = ...,
    map: dict[int, dispatcher] | None = ...,
    count: int | None = ...,
) -> None: ...
def close_all(map: dict[int, dispatcher] | None = ..., ignore_all: bool = ...) -> None: ...
