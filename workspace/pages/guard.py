"""Who may speak to a local page: this machine's reader with the token, from the page itself, and nobody else."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response

if TYPE_CHECKING:
    from collections.abc import Sequence

    from starlette.types import ASGIApp, Message, Receive, Scope, Send

HOST = "127.0.0.1"
_POLICY = "; ".join((
    *("default-src 'none'", "script-src 'self'", "style-src 'self'", "img-src 'self'", "connect-src 'self'"),
    *("form-action 'self'", "base-uri 'none'", "frame-ancestors 'none'"),
))  # fmt: skip
_HEADERS = {
    "content-security-policy": _POLICY,
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "cache-control": "no-store",
}


class Guard:
    """Lets through what carries the session's cookie, which the URL with the token gives; refuses all else.

    ``Host`` must name this server, so that no other name leads to it (DNS rebinding); a request that changes something
    must come from a page of it or, without an ``Origin``, from a program (browsers always send one). What begins as one
    of the addresses ``for_programs`` may be read by programs of this machine without the cookie.
    """

    def __init__(self, app: ASGIApp, port: int, token: str, for_programs: Sequence[str] = ()) -> None:
        self._app = app
        self._hosts = {f"{HOST}:{port}", f"localhost:{port}"}
        self._cookie = f"songngu-{port}"
        self._token = token
        self._for_programs = tuple(for_programs)
        self._session = secrets.token_urlsafe(32)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, or hand it on."""
        if scope["type"] != "http":
            if scope["type"] == "lifespan":
                await self._app(scope, receive, send)
            return

        async def guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).update(_HEADERS)
            await send(message)

        answer = self._answer(Request(scope))
        await (answer or self._app)(scope, receive, guarded)

    def _answer(self, request: Request) -> Response | None:
        """Return the answer to what is not let through, None for what is."""
        if request.headers.get("host") not in self._hosts:
            return PlainTextResponse("this server has another name", 421)
        if not _own_origin(request.headers):
            return PlainTextResponse("this request comes from another page", 403)
        if request.method == "GET" and request.url.path.startswith(self._for_programs) and _is_program(request.headers):
            return None
        given = request.query_params.get("token")
        if given is not None and request.method == "GET":
            return self._welcome(request, given)
        if not secrets.compare_digest(request.cookies.get(self._cookie, "").encode(), self._session.encode()):
            return PlainTextResponse("open the address that the command printed", 403)
        return None

    def _welcome(self, request: Request, given: str) -> Response:
        if not secrets.compare_digest(given.encode(), self._token.encode()):
            return PlainTextResponse("this token is not the one that the command printed", 403)
        # Out of the address, so that the token is in no history, bookmark or screenshot.
        answer = RedirectResponse(request.url.remove_query_params("token").path or "/", 303)
        answer.set_cookie(self._cookie, self._session, httponly=True, samesite="strict", path="/")
        return answer


def _is_program(headers: Headers) -> bool:
    """Tell whether a request is of no browser: those say where each of theirs comes from."""
    return "origin" not in headers and "sec-fetch-site" not in headers and "referer" not in headers


def _own_origin(headers: Headers) -> bool:
    origin = headers.get("origin")
    if origin is not None:
        return urlsplit(origin).netloc == headers.get("host") and urlsplit(origin).scheme == "http"
    return headers.get("sec-fetch-site", "same-origin") in {"same-origin", "none"}
