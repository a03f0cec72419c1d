"""The command `songngu align` for two folders."""

import shutil
from pathlib import Path

import pytest
from typer.testing import CliRunner

from songngu.cli import app

NEWS = Path(__file__).parents[2] / "examples" / "news"


BLOG = NEWS.parent / "blog"


@pytest.fixture
def folders(tmp_path: Path) -> tuple[Path, Path]:
    for lang in ("vi", "en"):
        (tmp_path / lang / "blog").mkdir(parents=True)
        shutil.copy(NEWS / f"founder.{lang}.txt", tmp_path / lang / f"founder.{lang}.txt")
        shutil.copy(BLOG / f"release.{lang}.md", tmp_path / lang / "blog" / "release.md")
    return tmp_path / "vi", tmp_path / "en"


def test_the_command_reports_and_resumes(folders: tuple[Path, Path], tmp_path: Path) -> None:
    (folders[0] / "stranger.vi.txt").write_text("Không ai biết.", encoding="utf-8")
    glossary = tmp_path / "terms.csv"
    glossary.write_text("vi,en\ntrung tâm dữ liệu,data centre\n", encoding="utf-8")
    command = ["align", *map(str, folders), "-o", str(tmp_path / "out"), "--jobs", "1", "--format", "tsv"]

    def run(*more: str) -> tuple[int, str]:
        result = CliRunner().invoke(app, [*command, *more])
        return result.exit_code, result.stderr

    code, err = run()
    assert code == 0
    assert "2 written, 0 kept, 0 failed" in err
    assert "stranger.vi.txt has no partner" in err
    assert "0 written, 2 kept" in run()[1]
    assert "2 written, 0 kept" in run("--glossary", str(glossary))[1]
    assert "0 written, 2 kept" in run("--glossary", str(glossary))[1]
    glossary.write_text("vi,en\ntrung tâm dữ liệu,data center\n", encoding="utf-8")
    assert "2 written, 0 kept" in run("--glossary", str(glossary))[1]
    (folders[0] / "founder.vi.txt").write_bytes(b"\x89PNG\x00\x01\x02")
    code, err = run()
    assert code == 3
    assert "1 written, 0 kept, 1 failed" in err
    assert "founder.vi.txt" in err
