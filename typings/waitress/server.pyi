from wsgiref.types import WSGIApplication

from waitress import wasyncore
from waitress.channel import HTTPChannel
from waitress.task import ThreadedTaskDispatcher

class BaseWSGIServer(wasyncore.dispatcher):
    active_channels: dict[int, HTTPChannel]
    channel_class: type[HTTPChannel]
    effective_port: int | str
    task_dispatcher: ThreadedTaskDispatcher
    def pull_trigger(self) -> None: ...

def create_server(
    application: WSGIApplication,
    map: dict[int, wasyncore.dispatcher] | None = ...,
    **adjustments: object,
) -> BaseWSGIServer: ...
