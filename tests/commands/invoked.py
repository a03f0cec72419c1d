"""The command line, in this process and in one of its own, and texts for it."""

import os
import subprocess
import sys
from pathlib import Path

from typer.testing import CliRunner

from songngu.cli import app
from songngu.corpus.errors import SongnguError

ROOT = Path(__file__).parents[2]
NEWS = ROOT / "examples" / "news"
BLOG = ROOT / "examples" / "blog"
PAIR = [str(NEWS / "founder.vi.txt"), str(NEWS / "founder.en.txt")]


def run(*arguments: str | Path, stdin: bytes | None = None) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-m", "songngu", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, input=stdin, check=False, env={**os.environ, "LC_ALL": "C"})


def invoke(*arguments: str | Path) -> tuple[int, str, str]:
    result = CliRunner().invoke(app, list(map(str, arguments)))
    if isinstance(result.exception, SongnguError):
        return result.exception.exit_code, result.stdout, f"error: {result.exception}"
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result.exit_code, result.stdout, result.stderr


def write(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8", newline="")
    return path
