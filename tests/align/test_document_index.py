"""Very many documents paired by what they hold: the pairs planted are found, however the work is cut."""

import random
from collections.abc import Callable, Iterable
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from songngu.align import document_index
from songngu.align.content_keys import ContentKeys
from songngu.align.document_index import DocumentPair, DocumentSet, pair_documents
from songngu.align.lexicon.lexicon import shipped_lexicon
from songngu.corpus.duplicates.stages import Stages
from songngu.corpus.errors import InputError

Sides = tuple[list[str], list[str]]


def _made(count: int, shared: int, words: int = 30) -> Sides:
    """Return documents of words that the lexicon knows, the first ``shared`` of both sides the same ones."""
    lexicon = shipped_lexicon("vi", "en")
    assert lexicon is not None
    best = np.asarray(lexicon.forward.argmax(axis=1)).ravel()
    sure = np.flatnonzero(np.asarray(lexicon.forward.max(axis=1).todense()).ravel() > 0.6)
    known = [
        (lexicon.source.units[k].replace("_", " "), lexicon.target.units[best[k]])
        for k in sure
        if lexicon.source.units[k][0].isalpha() and lexicon.target.units[best[k]].isalpha()
    ]
    rng = random.Random(7)
    drawn = [rng.sample(known, words) for _ in range(2 * count - shared)]
    sources, targets = drawn[:count], [*drawn[:shared], *drawn[count:]]
    return [". ".join(a for a, _ in each) for each in sources], [", ".join(b for _, b in each) for each in targets]


def _whole(source: int, target: int) -> float:
    return 1.0


def _paired(sides: Sides, folder: Path, rows: int, langs: tuple[str, str] = ("vi", "en")) -> list[DocumentPair]:
    documents = DocumentSet(
        (len(sides[0]), len(sides[1])),
        lambda side, number: sides[side][number],
        ContentKeys(langs, shipped_lexicon(*langs)),
        _whole,
    )
    folder.mkdir()
    return pair_documents(documents, Stages(folder, rows=rows)).pairs


def test_planted_pairs_are_found_however_the_work_is_cut(tmp_path: Path) -> None:
    sides = _made(24, 10)
    found = _paired(sides, tmp_path / "one", 1000)
    assert [(pair.source, pair.target) for pair in found] == [(k, k) for k in range(10)]
    assert found == _paired(sides, tmp_path / "many", 7) == _paired(sides, tmp_path / "each", 1)
    turned = _paired(sides[::-1], tmp_path / "turned", 13, ("en", "vi"))
    assert [(pair.target, pair.source) for pair in turned] == [(k, k) for k in range(10)]


def test_figures_and_names_pair_without_a_lexicon(tmp_path: Path) -> None:
    sides = ["Kessler 1849 Ostrava 77031", "Mbeki 1620 Tartu"], ["Tartu 1620 Mbeki", "Ostrava 1849 77031 Kessler"]
    found = _paired(sides, tmp_path / "a", 10, ("de", "fr"))
    assert [(pair.source, pair.target) for pair in found] == [(0, 1), (1, 0)]


def test_copies_do_not_stand_out(tmp_path: Path) -> None:
    sources, targets = _made(6, 6, 10)
    found = _paired((sources, [*targets, targets[2].replace(",", ";")]), tmp_path / "a", 10)
    assert len({pair.target for pair in found}) == len(found) >= 5


@pytest.mark.parametrize("sides", [([], []), (["một"], []), ([], ["one"]), ([""], ["", " "]), (["…"], ["…"])])
def test_nothing_to_pair(sides: Sides, tmp_path: Path) -> None:
    assert _paired(sides, tmp_path / "a", 3) == []


def test_a_document_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    sides = _made(4, 4)

    def read(side: int, number: int) -> str:
        if (side, number) == (1, 2):
            raise InputError("is no text", path="x.txt")
        return sides[side][number]

    keys = ContentKeys(("vi", "en"), shipped_lexicon("vi", "en"))
    found = pair_documents(DocumentSet((4, 4), read, keys, _whole), Stages(tmp_path, rows=3))
    assert [(pair.source, pair.target) for pair in found.pairs] == [(0, 0), (1, 1), (3, 3)]
    assert found.unread == [(1, 2, "x.txt: is no text")]


def test_what_is_done_is_not_done_again(tmp_path: Path) -> None:
    sides, spread = _made(6, 4), list[int]()

    def counting(work: Callable[[object], object], items: Iterable[object]) -> Iterable[object]:
        held = list(items)
        spread.append(len(held))
        return map(work, held)

    keys = ContentKeys(("vi", "en"), shipped_lexicon("vi", "en"))
    documents = DocumentSet((6, 6), lambda side, number: sides[side][number], keys, _whole)
    first = pair_documents(documents, Stages(tmp_path, counting, 2))
    assert pair_documents(documents, Stages(tmp_path, counting, 2)) == first and spread == [6, 6, 3, 0, 0, 0, 0, 0]


def _likened(*rows: tuple[int, int, float]) -> NDArray[np.void]:
    return np.array(list(rows), document_index._LIKENESS)


def test_a_pair_of_unusual_lengths_stands_out_less() -> None:
    found = _likened((0, 0, 0.9), (1, 1, 0.9), (2, 2, 0.45), (3, 3, 0.35))
    sizes = [np.array([100, 100, 100, 100]), np.array([130, 130, 130, 400])]
    assert [pair.source for pair, _ in document_index._one_to_one(found, sizes)] == [0, 1, 2]
    sizes[1][3] = 150
    assert 0.15 < document_index._one_to_one(found, sizes)[3][1] < 0.35


def test_what_is_more_like_something_else_is_no_pair() -> None:
    found = _likened((0, 0, 0.9), (1, 0, 0.8), (1, 1, 0.75), (2, 2, 0.6))
    sizes = [np.full(3, 100), np.full(3, 100)]
    promising = document_index._one_to_one(found, sizes)
    assert [(pair.source, pair.target) for pair, _ in promising] == [(0, 0), (2, 2)]


def test_what_does_not_go_together_is_no_pair(tmp_path: Path) -> None:
    """Only what does not stand out for certain is aligned."""
    shares = {0: 0.9, 1: 0.7, 2: 0.3}
    promising = [(DocumentPair(k, k, 0.5), distinction) for k, distinction in enumerate((0.4, 0.35, 0.45, 0.6))]
    found = document_index._shares(lambda source, target: shares[source], promising, Stages(tmp_path))
    assert found == {(k, k): share for k, share in shares.items()}
    pairs = document_index._settled(promising, found)
    assert [(pair.source, pair.doubtful) for pair in pairs] == [(0, False), (1, True), (3, False)]


def test_nothing_is_paired_with_nothing() -> None:
    assert document_index._one_to_one(_likened(), [np.empty(0, np.int64)] * 2) == []
