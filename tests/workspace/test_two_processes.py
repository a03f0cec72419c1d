"""Two processes at work in one workspace end well, and leave what one of them alone would have left."""

import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest
from typer.testing import CliRunner

from songngu.cli import app
from songngu.workspace.cache import Cache

TOML = """[languages]
source = "vi"
target = "en"
[[documents]]
source = "vi/*"
target = "en/*"
bitext = "bitexts/*.jsonl"
[export]
outputs = ["build/all.tmx", "build/all.moses"]
card = true
"""
PAIRS = 2


def _workspace(root: Path) -> Path:
    for side, text in (
        ("vi", "Ngôi nhà số {} ở Huế có ba phòng.\n\nKhu vườn rất rộng.\n"),
        ("en", "House {} in Huế has three rooms.\n\nThe garden is very large.\n"),
    ):
        (root / side).mkdir(parents=True)
        for number in range(PAIRS):
            (root / side / f"{number}.txt").write_text(text.format(number), encoding="utf-8")
    (root / "songngu.toml").write_text(TOML, encoding="utf-8")
    return root


def _run_at_once(root: Path, commands: Sequence[Sequence[str]]) -> list[tuple[int, str]]:
    running = [
        subprocess.Popen(
            [sys.executable, "-m", "songngu", *command], cwd=root, stderr=subprocess.PIPE, text=True, encoding="utf-8"
        )
        for command in commands
    ]
    ended = [process.communicate() for process in running]
    return [(process.returncode, err) for process, (_, err) in zip(running, ended, strict=True)]


def _made(root: Path) -> dict[str, bytes]:
    """Return what was made, but for the cache."""
    made = (path for path in root.rglob("*") if path.is_file() and ".songngu" not in path.parts)
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in made}


@pytest.mark.slow
def test_several_at_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    align = ["align", "vi", "en", "-o", "out", "--jobs", "1", "-q"]
    root = _workspace(tmp_path / "together")
    ended = _run_at_once(root, [["build", "-q"], ["build", "-q"], ["check", "-q"], align, align])
    assert [status for status, _ in ended] == [0] * 5, ended
    alone = _workspace(tmp_path / "alone")
    monkeypatch.chdir(alone)
    for command in (["build", "-q"], align):
        result = CliRunner().invoke(app, command)
        assert result.exit_code == 0, result.output
    assert _made(root) == _made(alone)
    kept = Cache(root / ".songngu/cache")
    entries = [path for path in kept.folder.rglob("*") if path.is_file()]
    assert entries and all(kept.get(path.parent.parent.name, path.name) for path in entries)
    assert not kept.notes
