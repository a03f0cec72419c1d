"""Serving a local page."""

import socket

import pytest

from songngu.corpus.errors import UsageError
from songngu.workspace.pages import serving


def test_a_taken_port_is_told() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(UsageError, match=f"--port {port}: cannot be listened on"):
            serving.serve(None, port, lambda address: None)  # type: ignore[arg-type]


def test_the_address_has_the_token_and_is_told_once_connections_are_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[str] = []

    def run(self: object, sockets: list[socket.socket]) -> None:
        assert sockets[0].getsockname()[0] == "127.0.0.1"
        assert str(sockets[0].getsockname()[1]) in told[-1]
        raise KeyboardInterrupt

    monkeypatch.setattr("uvicorn.Server.run", run)
    for _ in range(2):
        serving.serve(None, 0, told.append)  # type: ignore[arg-type]
    tokens = [address.partition("?token=")[2] for address in told]
    assert len(set(tokens)) == 2
    assert all(len(token) > 30 for token in tokens)
