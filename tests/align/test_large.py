"""Large documents: anchors, the band, and what it does to the path."""

import random
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest

from songngu.align import Bead, align_documents
from songngu.align.aligner import Aligner
from songngu.align.bead import BEADS, MATCHES
from songngu.align.score.band import Band, band_around, chain, find_anchors, find_band
from songngu.align.score.comparison import Comparison, compare, explain
from songngu.align.score.score import beads, score, shipped_weights, weighted
from songngu.align.search.forward_backward import NEVER
from songngu.align.text.tokenised import prepare
from songngu.corpus.document import Document

NEWS = Path(__file__).parents[2] / "examples" / "news"

PLACES = [
    ("nhà máy", "factory"),
    ("trường học", "school"),
    ("bệnh viện", "hospital"),
    ("cảng", "port"),
    ("chợ", "market"),
]
ACTS = [("mở cửa", "opened"), ("đóng cửa", "closed"), ("bị cháy", "burned"), ("được bán", "was sold")]


def book(size: int, seed: int = 0) -> tuple[list[str], list[str]]:
    """Return a made-up chronicle: sentence ``k`` of both sides says the same."""
    rng = random.Random(seed)
    source, target = [], []
    for k in range(size):
        (vi, en), (done, did) = rng.choice(PLACES), rng.choice(ACTS)
        name = "".join(rng.choices("BDGKLMNPRSTV", k=1)) + "".join(rng.choices("aeiou", k=1)) + f"{k % 97}x"
        source.append(f"Năm {1800 + k}, {vi} {name} ở thành phố {done}.")
        target.append(f"In {1800 + k}, the {name} {en} in the city {did}.")
    return source, target


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


def small_comparison() -> Comparison:
    source, target = book(200)
    sides = prepare(source[:90] + source[101:], "vi"), prepare(target[:160] + target[162:], "en")
    aligner = Aligner.shipped("vi", "en")
    return compare(*sides, explain(*sides, aligner.layers), aligner.lexicon)


def test_the_rows_of_a_band_score_as_the_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    small, weights = small_comparison(), shipped_weights()
    n, m = len(small.source), len(small.target)
    whole = score(small, weights, Band.full(n, m)).lattice
    monkeypatch.setattr("songngu.align.score.band._EXACT_CELLS", 0)
    monkeypatch.setattr("songngu.align.score.band_rows._CELLS", 700)
    band = find_band(small)
    found = score(small, weights, band).lattice
    assert found.scores.shape[1] < 0.25 * whole.scores.shape[1]
    for k, (a, b) in enumerate(MATCHES):
        for i in range(a, n + 1):
            columns = np.arange(max(b, band.low[i], band.low[i - a] + b), min(band.high[i], band.high[i - a] + b))
            here, there = found.scores[k, found.offset[i] + columns], whole.scores[k, whole.offset[i] + columns]
            assert np.allclose(here, there, atol=1e-3)


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


def test_the_beads_to_train_on_are_the_beads_that_are_scored() -> None:
    source, target = book(12)
    sides = prepare(source[:9], "vi"), prepare(target, "en")
    aligner, weights = Aligner.shipped("vi", "en"), shipped_weights()
    compared = compare(*sides, explain(*sides, aligner.layers), aligner.lexicon)
    lattice = score(compared, weights, Band.full(9, 12)).lattice
    cells = lattice.scores.reshape(len(BEADS), 10, 13)
    for bead, rows, columns, values in beads(compared):
        here = cells[bead, rows, columns]
        assert here == pytest.approx(weighted(values, weights, here.shape), abs=1e-4)
        assert (here > NEVER).all()
