"""Who may speak to a local page."""

from __future__ import annotations

import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.routing import Route
from starlette.testclient import TestClient

from songngu.workspace.pages.guard import Guard

ORIGIN = "http://127.0.0.1:8000"


def client(origin: str = ORIGIN) -> TestClient:
    async def answer(_: Request) -> PlainTextResponse:
        return PlainTextResponse("secret")

    app = Starlette(routes=[Route("/", answer, methods=["GET", "POST"])])
    return TestClient(Guard(app, 8000, "right"), base_url=origin)


def known() -> TestClient:
    page = client()
    assert page.get("/?token=right").text == "secret"
    return page


def test_the_token_gives_a_cookie_and_leaves_the_address() -> None:
    page = client()
    answer = page.get("/?token=right", follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (303, "/")
    assert {"httponly", "samesite=strict"} <= {part.strip().lower() for part in answer.headers["set-cookie"].split(";")}
    assert page.get("/").text == "secret"


@pytest.mark.parametrize("path", ["/", "/?token=wrong", "/?token=", "/?token=right%C3%A9"])
def test_without_the_token_there_is_nothing(path: str) -> None:
    answer = client().get(path)
    assert (answer.status_code, "secret" in answer.text) == (403, False)


def test_another_name_leads_nowhere() -> None:
    assert client("http://evil.example:8000").get("/?token=right").status_code == 421
    assert known().get("/", headers={"host": "127.0.0.1:9"}).status_code == 421


@pytest.mark.parametrize("origin", ["http://evil.example", "null", "http://127.0.0.1:9", "https://127.0.0.1:8000"])
def test_another_page_changes_nothing(origin: str) -> None:
    assert known().post("/", headers={"origin": origin}).status_code == 403


def test_a_request_that_a_browser_says_comes_from_elsewhere_is_refused() -> None:
    assert known().post("/", headers={"sec-fetch-site": "cross-site"}).status_code == 403
    assert known().post("/", headers={"origin": ORIGIN, "sec-fetch-site": "same-origin"}).text == "secret"


def test_every_answer_says_what_the_page_may_do() -> None:
    for answer in (known().get("/"), client().get("/")):
        assert "default-src 'none'" in answer.headers["content-security-policy"]
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert answer.headers["cache-control"] == "no-store"
