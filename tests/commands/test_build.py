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


def test_kept_bitexts_are_told_when_they_change_and_outputs_always(workspace: Path) -> None:
    code, out, err = invoke("build")
    assert (code, out) == (0, "")
    assert "wrote kept/a.jsonl" in err and "wrote all.tsv" in err
    assert read_bitext(workspace / "all.tsv").height == 2
    again = invoke("build")[2]
    assert "kept" not in again and "wrote all.tsv" in again
    assert invoke("build", "--quiet") == (0, "", "")


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
