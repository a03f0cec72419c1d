"""Large documents: anchors, the band, and what it does to the path."""

from pathlib import Path

import pytest

from songngu.align import Bead, align_documents
from songngu.corpus.document import Document
from tests.align.chronicle import book

NEWS = Path(__file__).parents[2] / "examples" / "news"


def aligned(source: list[str], target: list[str], langs: tuple[str, str] = ("vi", "en")) -> tuple[Bead, ...]:
    documents = Document.from_sentences(source, langs[0]), Document.from_sentences(target, langs[1])
    return align_documents(*documents, keep_duplicates=True).beads


def test_a_missing_chapter_is_crossed() -> None:
    source, target = book(900)
    beads = aligned(source[:400] + source[600:], target)
    pairs = {(bead.source, bead.target) for bead in beads}
    expected = [((k,), (k if k < 400 else k + 200,)) for k in range(700)]
    assert sum(pair in pairs for pair in expected) >= 690
    assert [j for bead in beads for j in bead.target] == list(range(900))


def test_the_band_gives_the_exact_path(monkeypatch: pytest.MonkeyPatch) -> None:
    source, target = (
        (NEWS / f"founder.{lang}.sents.txt").read_text(encoding="utf-8").split("\n")[:-1] for lang in ("vi", "en")
    )
    exact = aligned(source[:70], target)
    monkeypatch.setattr("songngu.align.score.band._EXACT_CELLS", 0)
    banded = aligned(source[:70], target)
    assert [(b.source, b.target) for b in banded] == [(b.source, b.target) for b in exact]
