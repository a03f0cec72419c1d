"""Which songngu this is."""

from pathlib import Path

import pytest

import songngu
from songngu.workspace import program as module
from tests.workspace.configured import write
from tests.workspace.half import invoke


def test_it_is_known_by_what_its_rooms_hold(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(songngu, "__file__", str(tmp_path / "__init__.py"))

    def told() -> str:
        module.program.cache_clear()
        return module.program()

    write(tmp_path, {"corpus/readers/x.py": "A = 1\n", "tests/y.py": "\n"})
    first = told()
    write(tmp_path, {"tests/y.py": "B = 2\n", "corpus/readers/x.pyc": "compiled"})
    assert told() == first
    write(tmp_path, {"corpus/readers/x.py": "A = 2\n"})
    assert told() != first
    monkeypatch.undo()
    module.program.cache_clear()


def test_another_songngu_of_the_same_version_reads_anew(half: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def entries() -> set[Path]:
        return {path for path in (half / ".songngu" / "cache").rglob("*") if path.is_file()}

    assert invoke("check", "--exit-zero")[0] == 0
    first = entries()
    assert invoke("check", "--exit-zero")[0] == 0
    assert entries() == first
    for name in ("documents", "bitexts", "check"):
        monkeypatch.setattr(f"songngu.workspace.{name}.program", lambda: "another")
    assert invoke("check", "--exit-zero")[0] == 0
    assert len([path for path in entries() - first if path.parent.parent.name == "documents"]) == 1
