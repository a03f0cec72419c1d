import shutil
from pathlib import Path

import pytest

from tests.commands.glossaries import NEWS, YAML
from tests.commands.memories import PAIRS, bitext, row, run


@pytest.fixture
def glossary_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The working directory, with two glossaries and a text."""
    monkeypatch.chdir(tmp_path)
    shutil.copy(NEWS / "glossary.csv", "glossary.csv")
    shutil.copy(NEWS / "founder.vi.txt", "founder.vi.txt")
    Path("ours.yaml").write_text(YAML, encoding="utf-8", newline="")
    return tmp_path


@pytest.fixture
def memory(tmp_path: Path) -> Path:
    path = tmp_path / "m.db"
    run("add", path, bitext(tmp_path / "d.jsonl", [row(*pair, document="d") for pair in PAIRS]))
    return path
