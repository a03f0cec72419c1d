"""The rows of a bitext that an alignment makes."""

from pathlib import Path

import pytest

from songngu.align import align_documents
from songngu.align.rows import pair_name, to_bitext
from songngu.corpus.bitext import SCHEMA
from songngu.corpus.document import Document
from tests.align.short_texts import ENGLISH, REFRAIN, ROOT, SONG, VIETNAMESE


def test_the_bitext_holds_the_alignment() -> None:
    documents = (
        Document.from_sentences([*SONG, *VIETNAMESE, *SONG], "vi", "a/x.vi.txt"),
        Document.from_sentences([*REFRAIN, *ENGLISH], "en", "a/x.en.txt"),
    )
    bitext = to_bitext(align_documents(*documents))
    assert dict(bitext.schema) == SCHEMA
    assert bitext["id"].n_unique() == bitext.height == 8
    assert bitext["document"].unique().to_list() == ["a/x"]
    assert bitext["source_file"][0] == "a/x.vi.txt"
    assert bitext["duplicate_of"].to_list() == [None] * 6 + bitext["id"].to_list()[:2]
    span = bitext["source_spans"][2][0]
    assert documents[0].raw[span["start"] : span["end"]] == VIETNAMESE[0] == bitext["source"][2]


@pytest.mark.parametrize(
    ("source", "target", "name"),
    [
        ("news/a.vi.txt", "news/a.en.txt", "news/a"),
        ("a.txt", "b.txt", "a"),
        ("vi/a.md", "en/a.md", "vi/a"),
        (".vi", "x", ".vi"),
    ],
)
def test_pair_names(source: str, target: str, name: str) -> None:
    assert pair_name(source, "vi") == name


def test_absolute_paths_do_not_reach_the_bitext(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    inside, outside = str(tmp_path / "in" / "x.vi.txt"), str(ROOT / "x.en.txt")
    documents = Document.from_sentences(["Một."], "vi", inside), Document.from_sentences(["One."], "en", outside)
    bitext = to_bitext(align_documents(*documents))
    assert bitext["source_file"][0] == "x.vi.txt"
    assert bitext["target_file"][0] == "x.en.txt"
