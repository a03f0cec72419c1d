"""The documents of a pair, each file read once."""

from pathlib import Path

import pytest

from songngu.corpus.document import Document
from songngu.workspace.cache import Cache
from songngu.workspace.configuration import Pair
from songngu.workspace.documents import (
    LazyDocuments,
    ReadingOptions,
    keep_documents,
    kept_documents,
    named_from,
    read_pair_files,
)

FIELDS = ("path", "lang", "raw", "blocks", "sentences", "warnings")


@pytest.fixture
def pair(tmp_path: Path) -> Pair:
    (tmp_path / "a.vi.txt").write_text("Chào.\n", encoding="utf-8")
    (tmp_path / "a.en.txt").write_text("Hello.\n", encoding="utf-8")
    return Pair("a.vi.txt", "a.en.txt")  # type: ignore[arg-type]


def test_the_key_is_that_of_content_and_reading(pair: Pair, tmp_path: Path) -> None:
    def key(**more: bool) -> str:
        return read_pair_files(tmp_path, pair, ("vi", "en"), ReadingOptions(**more)).key  # type: ignore[arg-type]

    first = key()
    assert key() == first
    assert key(pre_split=True) != first
    (tmp_path / "a.en.txt").write_text("Hi.\n", encoding="utf-8")
    assert key() != first


def test_documents_are_named_as_the_pair_names_them(pair: Pair, tmp_path: Path) -> None:
    files = read_pair_files(tmp_path, pair, ("vi", "en"))
    source, target = files.read()
    assert (source.path, target.path) == files.names == ("a.vi.txt", "a.en.txt")
    assert (source.lang, [each.text for each in target.sentences]) == ("vi", ["Hello."])
    assert files.kept_bitext() is None


def test_a_document_is_read_when_it_is_first_asked_for() -> None:
    asked: list[str] = []

    def read() -> Document:
        asked.append("a")
        return Document.from_sentences(["Chào."], "vi", "a")

    documents = LazyDocuments({"a": read, "b": read})
    assert (len(documents), list(documents), asked) == (2, ["a", "b"], [])
    assert documents["a"] is documents["a"]
    assert asked == ["a"]


def test_names_are_the_same_from_every_working_directory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    paths = [str(tmp_path / "docs" / f"a.{lang}.txt") for lang in ("vi", "en")]
    (tmp_path / "docs").mkdir()
    named = []
    for folder in (tmp_path, tmp_path / "docs"):
        monkeypatch.chdir(folder)
        named.append(named_from(paths, tmp_path, None))
    assert named[0] == named[1]
    assert named[0][1] == ["docs/a.vi.txt", "docs/a.en.txt"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_documents_come_back_from_the_cache_as_they_were_read(tmp_path: Path, encoding: str) -> None:
    (tmp_path / "a.vi.md").write_text("# Chợ nổi\n\nChợ *họp* sớm. Trời mưa.\n", encoding=encoding)
    (tmp_path / "a.en.md").write_text("# The market\r\n\r\nIt rains.\n", encoding="utf-8", newline="")
    files = read_pair_files(tmp_path, Pair("a.vi.md", "a.en.md"), ("vi", "en"))
    documents, cache = files.read(), Cache(tmp_path / "cache")
    keep_documents(cache, files, documents)
    for each in (kept_documents(cache, files), kept_documents(Cache(tmp_path / "empty"), files)):
        for document in documents:
            restored = each[document.path]()
            assert [getattr(restored, name) for name in FIELDS] == [getattr(document, name) for name in FIELDS]
