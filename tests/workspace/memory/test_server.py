"""The served memory: the page, the API, the protocol of amaGama."""

from __future__ import annotations

import pytest
from starlette.testclient import TestClient

from songngu.corpus.memory.store import Memory
from songngu.workspace.memory.server import FOR_PROGRAMS, application
from songngu.workspace.pages.catalogue import Catalogue
from songngu.workspace.pages.guard import Guard
from tests.workspace.memory.served import ROWS


def test_the_page_shows_hits_marked_and_escaped(page: TestClient) -> None:
    assert "Bộ nhớ dịch" in page.get("/").text
    text = page.get("/", params={"q": "mô hình"}).text
    assert "<mark>Mô hình</mark> này" in text
    assert "<mark>model</mark>" in text
    hits = page.get("/hits", params={"q": "dấu"}).text
    assert "&lt;b&gt; &amp;" in hits
    assert "<html" not in hits
    assert "dấu khác" in page.get("/hits", params={"q": "mô hinh"}).text
    assert "rời nhau" in page.get("/hits", params={"q": "mô hình kia này"}).text
    assert "notice" in page.get("/hits", params={"q": "…"}).text
    assert page.get("/static/memory.js").status_code == 200


def test_the_api(page: TestClient) -> None:
    found = page.get("/api/search", params={"q": "mo hinh", "limit": 1}).json()
    assert (found["version"], found["total"], len(found["hits"])) == (1, 1, 1)
    assert page.get("/api/search", params={"q": "^thẻ", "regex": "true"}).json()["total"] == 1
    assert page.get("/api/search", params={"q": "thẻ", "min_probability": "0.5"}).json()["total"] == 0
    best = page.get("/api/match", params={"q": "Mô hình này to hơn mô hình kia."}).json()["matches"][0]
    assert best["score"] > 80
    assert page.get("/api/stats").json()["memories"][0]["rows"] == 2


@pytest.mark.parametrize(
    "path",
    [
        "/api/search", "/api/search?q=a&limit=0", "/api/search?q=a&limit=x", "/api/search?q=(&regex=1",
        "/api/search?q=a&status=good", "/api/match?q=1", "/api/search?q=a&min_probability=nan",
    ],
)  # fmt: skip
def test_what_is_wrong_is_told(page: TestClient, path: str) -> None:
    answer = page.get(path)
    assert (answer.status_code, bool(answer.json()["error"])) == (400, True)


def test_what_is_too_long_or_not_there(page: TestClient) -> None:
    assert page.get("/api/search", params={"q": "a" * 20_000}).status_code == 414
    assert page.get("/tmserver/vi/en/unit/" + "a" * 20_000).status_code == 414
    assert page.get("/nothing").status_code == 404


def test_amagama(page: TestClient) -> None:
    assert page.get("/tmserver/languages/").json() == {"sourceLanguages": ["en", "vi"], "targetLanguages": ["en", "vi"]}
    path = "/tmserver/vi/en/unit/Mô hình này to hơn mô hình kia."
    (unit,) = page.get(path).json()
    assert unit["source"] == ROWS[0]["source"]
    assert unit["target"] == ROWS[0]["target"]
    assert 70 <= unit["quality"] < 100
    assert page.get(path, params={"min_similarity": 99}).json() == []
    back = page.get("/tmserver/en/vi/unit/The%20tag%20%3Cb%3E%20&%20the%20mark.").json()
    assert (back[0]["quality"], back[0]["target"]) == (100, ROWS[1]["source"])
    assert page.get("/tmserver/en/fr/unit/The tag").json() == []


def test_programs_need_the_cookie_unless_they_are_let_in(served: Memory) -> None:
    app = application([served], Catalogue("en"))
    closed = TestClient(Guard(app, 8000, "right"), base_url="http://127.0.0.1:8000")
    assert closed.get("/tmserver/languages/").status_code == 403
    open_ = TestClient(Guard(app, 8000, "right", FOR_PROGRAMS), base_url="http://127.0.0.1:8000")
    assert open_.get("/tmserver/languages/").status_code == 200
    assert open_.get("/").status_code == 403
    for header in ({"origin": "http://evil.example"}, {"sec-fetch-site": "cross-site"}, {"host": "evil.example:8000"}):
        assert open_.get("/tmserver/languages/", headers=header).status_code in {403, 421}
    assert open_.get("/api/stats", headers={"sec-fetch-site": "same-origin"}).status_code == 403
