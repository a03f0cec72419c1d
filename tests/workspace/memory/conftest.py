from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from songngu.corpus.memory.store import Memory
from songngu.workspace.memory.server import application
from songngu.workspace.pages.catalogue import Catalogue
from songngu.workspace.pages.guard import Guard
from tests.commands.memories import PAIRS, bitext, row, run
from tests.workspace.memory.served import ROWS


@pytest.fixture
def served(tmp_path: Path) -> Iterator[Memory]:
    """A memory that is open."""
    run("add", tmp_path / "m.db", bitext(tmp_path / "d.jsonl", ROWS))
    with Memory(tmp_path / "m.db") as opened:
        yield opened


@pytest.fixture
def page(served: Memory) -> TestClient:
    """The page of the memory, to a reader with the token."""
    guarded = Guard(application([served], Catalogue("vi")), 8000, "right")
    client = TestClient(guarded, base_url="http://127.0.0.1:8000")
    client.get("/?token=right")
    return client


@pytest.fixture
def memory(tmp_path: Path) -> Path:
    """A memory of a few pairs."""
    path = tmp_path / "m.db"
    run("add", path, bitext(tmp_path / "d.jsonl", [row(*pair, document="d") for pair in PAIRS]))
    return path
