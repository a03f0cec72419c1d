"""The command `songngu build`."""

from pathlib import Path

import pytest

from songngu.corpus.formats import read_bitext
from tests.commands.invoked import invoke, write


@pytest.fixture
def workspace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    documents = '[[documents]]\nsource = "*.vi.txt"\ntarget = "*.en.txt"\nbitext = "kept/*.jsonl"\n'
    write(tmp_path, "songngu.toml", documents + '[export]\noutputs = ["all.tsv"]\n')
    write(tmp_path, "a.vi.txt", "Trời mưa to. Có 52 bàn.\n")
    write(tmp_path, "a.en.txt", "It rains hard. There are 52 tables.\n")
    monkeypatch.chdir(tmp_path)
    return tmp_path


OUTPUTS = ["all.tsv", "all.xlsx", "all.parquet", "all.hf", "all.moses", "all.fairseq", "all.tmx.gz", "all.html"]


def test_what_is_written_is_told_and_what_is_not_is_left_alone(workspace: Path) -> None:
    toml = (workspace / "songngu.toml").read_text(encoding="utf-8")
    write(workspace, "songngu.toml", toml.replace('["all.tsv"]', f"{OUTPUTS}\ncard = true"))
    code, out, err = invoke("build")
    assert (code, out) == (0, "")
    assert "wrote kept/a.jsonl" in err and all(f"wrote {name}: 2 rows" in err for name in OUTPUTS)
    assert read_bitext(workspace / "all.tsv").height == 2
    made = {path: path.stat() for path in workspace.rglob("*") if path.is_file() and ".songngu" not in path.parts}
    again = invoke("build")[2]
    assert "kept/" not in again and all(f"unchanged {name}: 2 rows" in again for name in OUTPUTS)
    for path, before in made.items():
        assert (path.stat().st_ino, path.stat().st_mtime_ns) == (before.st_ino, before.st_mtime_ns), path
    assert invoke("build", "--quiet") == (0, "", "")
    write(workspace, "a.en.txt", "It rains hard. There are 52 tables here.\n")
    (workspace / "all.xlsx").unlink()
    changed = invoke("build")[2]
    assert "wrote kept/a.jsonl" in changed and all(f"wrote {name}: 2 rows" in changed for name in OUTPUTS)
    (workspace / "all.en").write_bytes(b"spoilt\n")
    (workspace / "all.hf" / "README.md").write_bytes(b"spoilt")
    mended = invoke("build")[2]
    told = {line.split(":")[0] for line in mended.splitlines() if line.startswith("wrote ")}
    assert told == {"wrote all.moses", "wrote all.hf"}


def test_findings_are_reported_and_fail(workspace: Path) -> None:
    write(workspace, "a.en.txt", "It rains hard. There are 25 tables.\n")
    code, out, _ = invoke("build")
    assert code == 1
    assert "NUM010" in out
    assert (workspace / "all.tsv").is_file()
    assert invoke("build", "--exit-zero")[0] == 0


def test_without_a_workspace_there_is_nothing_to_build(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "empty").mkdir()
    monkeypatch.chdir(tmp_path / "empty")
    assert invoke("build")[0] == 2
