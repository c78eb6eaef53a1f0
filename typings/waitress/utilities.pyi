class Error:
    body: str

class RequestEntityTooLarge(Error): ...
