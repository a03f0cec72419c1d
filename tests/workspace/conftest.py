from pathlib import Path

import pytest

from tests.workspace.configured import CONFIG, GLOSSARY, SOURCE, TARGET, write


@pytest.fixture
def workspace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A configured workspace, the working directory."""
    files = {"songngu.toml": CONFIG, "glossary.csv": GLOSSARY, "texts/a.vi.md": SOURCE, "texts/a.en.md": TARGET}
    write(tmp_path, {**files, "texts/b.vi.md": "Trời mưa to.\n", "texts/b.en.md": "It rains hard.\n"})
    monkeypatch.chdir(tmp_path)
    return tmp_path
