"""The engine that finds the rows of a memory."""

from importlib.util import find_spec
from pathlib import Path

import pytest

from songngu.corpus.memory.engine import index_of


def test_the_better_engine_that_is_installed_is_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    expected = "TantivyIndex" if find_spec("tantivy") else "FtsIndex"
    assert type(index_of(Path("m.db"))).__name__ == expected
    monkeypatch.setattr("songngu.corpus.memory.engine.find_spec", lambda name: None)
    assert type(index_of(Path("m.db"))).__name__ == "FtsIndex"
