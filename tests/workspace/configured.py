"""A workspace of two pairs, and the command line in it."""

from pathlib import Path

from typer.testing import CliRunner

from songngu.cli import app
from songngu.corpus.errors import SongnguError

HEADER = "id,domain,type,vi,en_preferred,en_admitted,en_forbidden,forbidden_scope,case_sensitive,zh,note\n"
GLOSSARY = HEADER + "x,place,name,Tô Châu,Suzhou,,To Chau,always,yes,,\n"
CONFIG = """
[[documents]]
source = "texts/*.vi.md"
target = "texts/*.en.md"

[glossary]
files = ["glossary.csv"]

[export]
outputs = ["build/all.tsv"]
"""
SOURCE = "# Nhà máy\n\nNhà máy ở Tô Châu. Trời mưa to. Có 52 bàn.\n"
TARGET = "# The factory\n\nThe factory is in To Chau. It rains hard. There are 52 tables.\n"


def write(folder: Path, files: dict[str, str]) -> Path:
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="")
    return folder


def invoke(*arguments: str | Path) -> tuple[int, str, str]:
    result = CliRunner().invoke(app, list(map(str, arguments)))
    if isinstance(result.exception, SongnguError):
        hint = f" | {result.exception.hint}" if result.exception.hint else ""
        return result.exception.exit_code, result.stdout, f"error: {result.exception}{hint}"
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result.exit_code, result.stdout, result.stderr
