from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest

from songngu.align import Bead, align_documents
from songngu.align.aligner import Aligner
from songngu.align.score.band import Band, band_around, chain, find_anchors, find_band
from songngu.align.score.comparison import compare, explain
from songngu.align.text.tokenised import prepare
from songngu.corpus.document import Document
from tests.align.chronicle import book


def _cells(n: int, kinds: int) -> int:
    numbers = np.arange(n) % kinds
    band = band_around([], n, n, (numbers, numbers))
    assert band.low[0] == 0 and band.high[-1] == n + 1
    return int((band.high - band.low).sum())


@pytest.mark.parametrize("kinds", [1, 3])
def test_the_band_of_lines_that_are_alike_grows_with_their_number(kinds: int) -> None:
    few, many = _cells(1_000, kinds), _cells(8_000, kinds)
    assert many < 9 * few
    assert many < 60 * 8_000


def test_lines_that_differ_have_a_wide_band() -> None:
    assert _cells(1_000, 1_000) > 3 * _cells(1_000, 1)


@pytest.fixture(scope="module")
def comparison():
    source, target = book(900)
    sides = prepare(source[:400] + source[430:], "vi"), prepare(target, "en")
    aligner = Aligner.shipped("vi", "en")
    return compare(*sides, explain(*sides, aligner.layers), aligner.lexicon)


def test_anchors_lie_on_the_true_path(comparison) -> None:
    anchors = find_anchors(comparison)
    true = np.where(anchors[:, 0] < 400, anchors[:, 0], anchors[:, 0] + 30)
    assert len(anchors) > 400
    assert (true == anchors[:, 1]).mean() > 0.95
    found = chain(anchors)
    assert all(a < c and b < d for (a, b), (c, d) in pairwise(found))


def test_words_rare_in_a_stretch_give_more_anchors(monkeypatch: pytest.MonkeyPatch) -> None:
    texts = [[t if k % 10 == 0 else t.split(", ", 1)[1] for k, t in enumerate(side)] for side in book(600)]
    sides = prepare(texts[0], "vi"), prepare(texts[1], "en")
    aligner = Aligner.shipped("vi", "en")
    seldom_dated = compare(*sides, explain(*sides, aligner.layers), aligner.lexicon)
    monkeypatch.setattr("songngu.align.score.band._RARE", 3)
    before = find_anchors(seldom_dated)
    assert 0 < len(before) < 500
    monkeypatch.setattr("songngu.align.score.band._STRETCH", 100)
    anchors = find_anchors(seldom_dated)
    assert len(anchors) > len(before)
    assert (anchors[:, 0] == anchors[:, 1]).mean() > 0.9


def test_the_band_is_narrow_and_holds_the_true_path(comparison) -> None:
    band = find_band(comparison)
    n, m = len(comparison.source), len(comparison.target)
    assert band.low[0] == 0
    assert band.high[-1] == m + 1
    assert (np.diff(band.low) >= 0).all()
    assert (np.diff(band.high) >= 0).all()
    assert (band.high - band.low).sum() < 0.1 * (n + 1) * (m + 1)
    true = [k if k <= 400 else k + 30 for k in range(n + 1)]
    assert all(band.low[i] <= j < band.high[i] for i, j in enumerate(true))


def aligned(source: list[str], target: list[str], langs: tuple[str, str] = ("vi", "en")) -> tuple[Bead, ...]:
    documents = Document.from_sentences(source, langs[0]), Document.from_sentences(target, langs[1])
    return align_documents(*documents, keep_duplicates=True).beads


def test_a_band_is_widened_where_the_path_touches_it() -> None:
    low, high = np.array([0, 0, 2, 4, 6]), np.array([3, 5, 7, 9, 9])
    band = Band(low, high)
    rows, columns = np.array([1, 2, 3]), np.array([1, 3, 6])
    assert band.touched(rows, columns, near=1).tolist() == [False, False, False]
    assert band.touched(np.array([2]), np.array([2]), near=1).tolist() == [True]
    wider = band.widened(np.array([2]), 1)
    assert wider.low.tolist() == [0, 0, 1, 1, 6] or (wider.low <= low).all()
    assert (wider.high >= high).all()
    assert (np.diff(wider.low) >= 0).all()


def test_a_band_without_anchors_grows_with_the_length_alone() -> None:
    widths = [(band.high - band.low).mean() for band in (band_around([], n, n + 500) for n in (5_000, 50_000))]
    assert widths[1] < 1.1 * widths[0] < 750
    band = band_around([(1000, 1100)], 5_000, 5_000)
    assert band.low[1000] <= 1100 < band.high[1000]
    assert (np.diff(band.low) >= 0).all()
    assert (np.diff(band.high) >= 0).all()


def test_no_anchors_still_give_a_band() -> None:
    beads = aligned(["xyz"] * 700, ["abc"] * 700, ("de", "fr"))
    assert [i for bead in beads for i in bead.source] == list(range(700))
    assert [j for bead in beads for j in bead.target] == list(range(700))


NEWS = Path(__file__).parents[3] / "examples" / "news"


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
