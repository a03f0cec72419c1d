"""Serving a local page: on 127.0.0.1 alone, until the process is told to stop."""

from __future__ import annotations

import secrets
import socket
from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING

import uvicorn

from songngu.corpus.errors import UsageError
from songngu.workspace.pages.guard import HOST, Guard

if TYPE_CHECKING:
    from starlette.types import ASGIApp


def serve(app: ASGIApp, port: int, opened: Callable[[str], None], for_programs: Sequence[str] = ()) -> None:
    """Serve ``app``, guarded, on ``port`` (0: any that is free) until interrupted.

    ``opened`` is told the address, with the token, once connections are taken; see `Guard` for
    the addresses ``for_programs``. Raises UsageError for a taken port.
    """
    with _listening(port) as listener:
        port = listener.getsockname()[1]
        token = secrets.token_urlsafe(32)
        config = uvicorn.Config(
            Guard(app, port, token, for_programs), log_level="warning", access_log=False, server_header=False, ws="none"
        )
        opened(f"http://{HOST}:{port}/?token={token}")
        with suppress(KeyboardInterrupt):
            uvicorn.Server(config).run(sockets=[listener])


def _listening(port: int) -> socket.socket:
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    try:
        listener.bind((HOST, port))
        listener.listen()
    except (OSError, OverflowError) as error:
        listener.close()
        reason = getattr(error, "strerror", None) or str(error)
        raise UsageError(f"--port {port}: cannot be listened on: {reason.lower()}", hint="leave it out") from None
    return listener
