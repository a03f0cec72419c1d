import json
from pathlib import Path

import pytest

from songngu.corpus.bitext import from_rows
from songngu.corpus.errors import UsageError
from songngu.corpus.formats import write_bitext
from songngu.corpus.formats.found import find_bitexts

ROWS = from_rows([{"id": "1", "source": "Đò", "target": "A ferry", "source_lang": "vi", "target_lang": "en"}])


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "in" / "deep").mkdir(parents=True)
    for name in ("b.tmx", "a.jsonl.gz", "deep/c.tsv", "set.hf", "pair.moses", "a.removed.jsonl", "a.leaks.jsonl"):
        write_bitext(ROWS, tmp_path / "in" / name)
    (tmp_path / "in" / "notes.txt").write_text("x", encoding="utf-8")
    (tmp_path / "in" / ".hidden").mkdir()
    write_bitext(ROWS, tmp_path / "in" / ".hidden" / "d.tsv")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_a_folder_is_all_bitexts_below_it(folder: Path) -> None:
    found = ["in/a.jsonl.gz", "in/b.tmx", "in/deep/c.tsv", "in/pair.en", "in/set.hf"]
    assert find_bitexts(["in"]) == found
    assert find_bitexts(["in", "in/b.tmx"]) == found
    assert find_bitexts([str(folder / "in")]) == [f"{folder.as_posix()}/{name}" for name in found]
    assert find_bitexts(["in"], ["in/b.tmx", "in/none"]) == [name for name in found if name != "in/b.tmx"]


def test_a_glob_is_what_it_matches(folder: Path) -> None:
    assert find_bitexts(["in/*.t*"]) == ["in/b.tmx"]
    assert find_bitexts(["in/**/*.tsv", "in/b.tmx"])[-2:] == ["in/deep/c.tsv", "in/b.tmx"]
    (folder / "x[1].tsv").write_text("vi\ten\n", encoding="utf-8")
    assert find_bitexts(["x[1].tsv", "-", "missing.tsv", "set.hf"]) == ["x[1].tsv", "-", "missing.tsv", "set.hf"]


@pytest.mark.parametrize("names", [["in/*.po"], ["empty"], ["-", "-"]])
def test_where_there_is_none(folder: Path, names: list[str]) -> None:
    (folder / "empty").mkdir()
    with pytest.raises(UsageError, match=r"no bitext there|read once only"):
        find_bitexts(names)


def test_both_sides_of_a_pair_of_files_are_one_bitext(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for lang in ("vi", "en"):
        (tmp_path / f"ferry.en-vi.{lang}").write_text("a\n", encoding="utf-8")
    assert find_bitexts(["ferry.en-vi.en", "ferry.en-vi.vi", "./ferry.en-vi.en"]) == ["ferry.en-vi.en"]
    assert find_bitexts(["-", "ferry.en-vi.vi"]) == ["-", "ferry.en-vi.vi"]


@pytest.mark.parametrize(("name", "files"), [("c.tsv", ["c.tsv"]), ("c.moses", ["c.vi", "c.en", "c.ids"])])
def test_a_corpus_beside_what_it_was_made_of_is_not_read_with_it(folder: Path, name: str, files: list[str]) -> None:
    write_bitext(ROWS, folder / "in" / name)
    before = find_bitexts(["in"])
    paper = {"songngu": "0.1.0", "inputs": [{"path": "in/b.tmx"}], "outputs": [{"path": file} for file in files]}
    (folder / "in" / "c.manifest.json").write_text(json.dumps(paper), encoding="utf-8")
    left = find_bitexts(["in"])
    assert set(before) - set(left) in ({"in/c.tsv"}, {"in/c.en"})
    assert find_bitexts(["in", f"in/{files[0]}"]) == [*left, f"in/{files[0]}"]
    (folder / "in" / "b.tmx").unlink()
    assert find_bitexts(["in"]) == [each for each in before if each != "in/b.tmx"]


@pytest.mark.parametrize(
    "paper", ["", "[]", "{", '{"songngu": 1, "inputs": {"files": 400}, "outputs": [1]}', "[" * 100_000]
)
def test_what_is_no_manifest_says_nothing(folder: Path, paper: str) -> None:
    before = find_bitexts(["in"])
    (folder / "in" / "b.manifest.json").write_text(paper, encoding="utf-8")
    assert find_bitexts(["in"]) == before
