"""Requests of the page."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

from starlette.testclient import TestClient

Open = Callable[..., TestClient]
Make = Callable[..., Path]


def keys(client: TestClient, number: int = 0, filter: str = "all") -> list[str]:
    return re.findall(r'data-key="([^"]+)"', client.get(f"/bitext/{number}?filter={filter}").text)


def post(client: TestClient, **edit: Any) -> dict[str, Any]:
    answer = client.post("/edits", json=edit)
    assert answer.status_code == 200, answer.text
    told: dict[str, Any] = answer.json()
    return told
