"""Where an inventory goes."""

from pathlib import Path

from songngu.corpus.duplicates.collection import read_collection
from tests.corpus.duplicates.searched import TEXT, invoke, write


def test_nothing_is_written_over(here: Path) -> None:
    write(here / "a.txt", TEXT)
    assert invoke("a.txt", "--remove")[2].startswith("error: --remove needs a folder")
    assert "one of the files read" in invoke("a.txt", "--remove", "-o", ".", "--force")[2]
    assert invoke("a.txt", "--remove", "-o", "out")[0] == 0
    (here / "out" / "a.txt").write_text("mine", encoding="utf-8")
    code, _, err = invoke("a.txt", "--remove", "-o", "out")
    assert code == 2 and "it exists" in err
    assert (here / "out" / "a.txt").read_text(encoding="utf-8") == "mine"
    assert invoke("a.txt", "--remove", "-o", "out", "--force")[0] == 0
    assert invoke("out/a.txt", "--fail")[0] == 0
    assert "is no folder" in invoke("a.txt", "--remove", "-o", "out/a.txt")[2]
    assert "--force goes with --remove" in invoke("a.txt", "--force")[2]
    write(here / "dropped.jsonl", '{"source": "a", "target": "b"}\n')
    assert "as the ledger is" in invoke("a.txt", "dropped.jsonl", "--remove", "-o", "new")[2]
    assert not (here / "new").exists()


def test_empty_files_and_folders(here: Path) -> None:
    write(here / "d" / "a.txt", "")
    (here / "e").mkdir()
    assert invoke("d", "e") == (0, "", "")
    assert read_collection(["e"], "vi").documents == []
    assert invoke("e", "--remove", "-o", "out")[0] == 0
