from pathlib import Path

import pytest

from songngu.corpus.errors import UsageError
from songngu.corpus.export.destinations import Note, Output, beside, check_places, outputs_of


@pytest.mark.parametrize(
    ("path", "name", "suffix", "expected"),
    [
        ("build/corpus.tmx", "train", None, "build/corpus.train.tmx"),
        ("corpus.v1.tmx.gz", "dev", None, "corpus.v1.dev.tmx.gz"),
        ("corpus", "test", None, "corpus.test"),
        ("a/corpus.parquet", "removed", ".jsonl", "a/corpus.removed.jsonl"),
    ],
)
def test_a_file_beside_another(path: str, name: str, suffix: str | None, expected: str) -> None:
    assert beside(path, name, suffix) == expected


def test_parts_of_a_split() -> None:
    assert outputs_of(["a.tmx"], None, ()) == [Output("a.tmx", "tmx", "a.tmx")]
    assert outputs_of(["a.tmx"], None, ("train", "dev")) == [
        Output("a.train.tmx", "tmx", "a.tmx", "train"),
        Output("a.dev.tmx", "tmx", "a.tmx", "dev"),
    ]
    with pytest.raises(UsageError, match="standard output cannot hold"):
        outputs_of(["-"], "tsv", ("train", "dev"))


def test_no_file_is_written_twice_or_over_one_that_is_read(tmp_path: Path) -> None:
    outputs = outputs_of([str(tmp_path / "a.tsv"), "-"], "tsv", ())
    check_places(outputs, [str(tmp_path / "a.removed.jsonl")], [str(tmp_path / "b.tsv"), "-"])
    with pytest.raises(UsageError, match=r"a\.tsv: it is written already"):
        check_places(outputs, [str(tmp_path / "x" / ".." / "a.tsv")], [])
    (tmp_path / "a.tsv").touch()
    with pytest.raises(UsageError, match=r"a\.tsv: it is one of the files read"):
        check_places(outputs, [], [str(tmp_path / "a.tsv")])
    with pytest.raises(UsageError, match="does not exist"):
        check_places(outputs_of([str(tmp_path / "none" / "a.tsv")], None, ()), [], [])
    check_places(outputs_of([str(tmp_path / "none" / "a.hf")], None, ()), [], [])


def test_a_note_names_the_file_once() -> None:
    assert str(Note("no place for ids", "/a/b.tmx")) == "/a/b.tmx: no place for ids"
    assert Note("/a/b.tmx:3: broken: passed over", "/a/b.tmx").naming("b.tmx") == "b.tmx:3: broken: passed over"
    assert str(Note("dev has 3 rows instead of 5")) == "dev has 3 rows instead of 5"
