"""JSON that is written for others holds nothing raw that steers a terminal or turns a text, whoever writes it."""

import ast
from pathlib import Path

import pytest

import songngu

pytestmark = pytest.mark.no_cover

_OWN = {
    "corpus/files/exchange.py", "corpus/memory/unit.py", "workspace/check.py", "workspace/review/journal.py",
    "workspace/bitexts.py", "workspace/kept_findings.py", "corpus/formats/po/rows.py", "glossary/formats/canonical.py",
}  # fmt: skip
"""Modules whose JSON is kept for songngu alone, or stands inside a format that has its own escapes."""


def _raw(path: Path) -> list[int]:
    """Return the lines where JSON with its letters as they are is made and not given to ``escaped``."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    escaped = {
        id(inner)
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "escaped"
        for inner in ast.walk(node)
    }
    return [
        node.lineno
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and (node.func.attr == "write_ndjson" or (node.func.attr == "dumps" and _keeps_letters(node)))
        and id(node) not in escaped
    ]


def _keeps_letters(call: ast.Call) -> bool:
    return any(word.arg == "ensure_ascii" for word in call.keywords)


def test_all_json_is_escaped() -> None:
    root = Path(str(songngu.__file__)).parent
    rooms = ("corpus", "align", "glossary", "workspace", "commands")
    files = [path for room in rooms for path in (root / room).rglob("*.py")]
    names = {path.relative_to(root).as_posix(): path for path in files}
    assert {name: lines for name, path in names.items() if name not in _OWN and (lines := _raw(path))} == {}
