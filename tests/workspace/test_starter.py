"""The files a new workspace begins with."""

from pathlib import Path

import pytest

from songngu.workspace.configuration import find_workspace
from tests.workspace.configured import invoke, write


def test_init_writes_what_can_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert invoke("init", tmp_path / "new")[0] == 0
    assert invoke("init", tmp_path / "new")[0] == 2
    assert invoke("init", tmp_path / "new", "--force")[0] == 0
    assert find_workspace(tmp_path / "new" / "texts").configuration.glossary.files == ("glossary.yaml",)
    monkeypatch.chdir(tmp_path / "new")
    code, _, err = invoke("check")
    assert code == 2 and "nothing to check" in err
    text = (tmp_path / "new" / "songngu.toml").read_text(encoding="utf-8")
    commented = "\n".join(
        line.removeprefix("# ") if "=" in line or "[" in line[:5] else line for line in text.split("\n")
    )
    write(tmp_path / "all", {"songngu.toml": commented})
    assert find_workspace(tmp_path / "all").configuration.export.outputs == ("build/corpus.tmx", "build/corpus.jsonl")
    (tmp_path / "file").write_text("")
    assert invoke("init", tmp_path / "file" / "x")[0] == 2
