import shutil
from pathlib import Path

import pytest

from tests.commands.glossaries import NEWS, YAML


@pytest.fixture
def glossary_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The working directory, with two glossaries and a text."""
    monkeypatch.chdir(tmp_path)
    shutil.copy(NEWS / "glossary.csv", "glossary.csv")
    shutil.copy(NEWS / "founder.vi.txt", "founder.vi.txt")
    Path("ours.yaml").write_text(YAML, encoding="utf-8", newline="")
    return tmp_path
