import shutil
from pathlib import Path

import pytest

from tests.workspace.configured import CONFIG, GLOSSARY, SOURCE, TARGET, write
from tests.workspace.half import PAIRS, SLIP
from tests.workspace.two_folders import BLOG, NEWS


@pytest.fixture
def workspace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A configured workspace, the working directory."""
    files = {"songngu.toml": CONFIG, "glossary.csv": GLOSSARY, "texts/a.vi.md": SOURCE, "texts/a.en.md": TARGET}
    write(tmp_path, {**files, "texts/b.vi.md": "Trời mưa to.\n", "texts/b.en.md": "It rains hard.\n"})
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def half(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    write(
        tmp_path,
        {**SLIP, "songngu.toml": PAIRS, "t/nui.vi.md": "Núi rất cao.\n", "README.md": "# Read this\n\nIt is.\n"},
    )
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def folders(tmp_path: Path) -> tuple[Path, Path]:
    for lang in ("vi", "en"):
        (tmp_path / lang / "blog").mkdir(parents=True)
        shutil.copy(NEWS / f"founder.{lang}.txt", tmp_path / lang / f"founder.{lang}.txt")
        shutil.copy(BLOG / f"release.{lang}.md", tmp_path / lang / "blog" / "release.md")
    return tmp_path / "vi", tmp_path / "en"
