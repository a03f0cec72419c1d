"""The API as it is described."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import jsonschema
import pytest
from starlette.testclient import TestClient

from songngu.corpus.memory.store import Memory
from songngu.workspace.memory.server import application
from songngu.workspace.pages.catalogue import Catalogue
from songngu.workspace.pages.guard import Guard
from tests.commands.memories import bitext, row, run

ROWS = [
    row("Mô hình này nhỏ hơn mô hình kia.", "This model is smaller than the other one."),
    row("Thẻ <b> & dấu.", "The tag <b> & the mark."),
]


@pytest.fixture
def memory(tmp_path: Path) -> Iterator[Memory]:
    run("add", tmp_path / "m.db", bitext(tmp_path / "d.jsonl", ROWS))
    with Memory(tmp_path / "m.db") as opened:
        yield opened


@pytest.fixture
def page(memory: Memory) -> TestClient:
    guarded = Guard(application([memory], Catalogue("vi")), 8000, "right")
    client = TestClient(guarded, base_url="http://127.0.0.1:8000")
    client.get("/?token=right")
    return client


def test_answers_are_as_described(page: TestClient) -> None:
    described = page.get("/openapi.json").json()
    assert described["openapi"].startswith("3.")
    schemas = described["components"]["schemas"]
    for path, address in (
        ("/api/search", "/api/search?q=mo hinh"), ("/api/match", "/api/match?q=Mô hình này to hơn."),
        ("/api/stats", "/api/stats"), ("/tmserver/languages/", "/tmserver/languages/"),
        ("/tmserver/{source}/{target}/unit/{text}", "/tmserver/vi/en/unit/Mô hình này to hơn mô hình kia."),
    ):  # fmt: skip
        content = described["paths"][path]["get"]["responses"]["200"]["content"]["application/json"]
        name = content["schema"]["$ref"].rpartition("/")[2]
        jsonschema.validate(page.get(address).json(), schemas[name])
