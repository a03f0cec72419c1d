"""Candidates for texts that are alike."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from songngu.corpus.duplicates import candidates, sentences
from songngu.corpus.duplicates.candidates import Sketch, prefixes
from songngu.corpus.duplicates.sentences import repeats_frame


def told(texts: list[str], **options: float) -> dict[int, tuple[int, str, float]]:
    return {row: rest for row, *rest in map(tuple, repeats_frame(texts, **options).rows())}  # type: ignore[arg-type,misc]


def test_a_line_on_every_page_is_not_paired_with_every_other(monkeypatch: pytest.MonkeyPatch) -> None:
    texts = [f"Trang {i} của tập hồ sơ lưu trữ về các bến đò cũ" for i in range(500)]
    count = 0
    original = candidates.pairs

    def counted(*arguments: object) -> object:
        nonlocal count
        for first, second in original(*arguments):  # type: ignore[arg-type]
            count += len(first)
            yield first, second

    monkeypatch.setattr(sentences, "pairs", counted)
    assert set(told(texts)) == set(range(1, 500))
    assert 500 <= count < 500 * 40


@given(st.lists(st.integers(0, 2**48 - 1), max_size=40), st.lists(st.integers(0, 2**48 - 1), max_size=40))
def test_a_sketch_never_counts_too_few(one: list[int], other: list[int]) -> None:
    sketch = Sketch(64)
    for values in (one, other):
        sketch.add(np.array(sorted(set(values)), np.uint64))
    for value in {*one, *other}:
        assert sketch.counts(np.array([value], np.uint64))[0] >= (value in one) + (value in other)


@given(st.data(), st.sampled_from([0.3, 0.6, 0.9, 1.0]))
def test_sets_that_are_alike_share_a_shingle_of_their_prefixes(data: st.DataObject, similarity: float) -> None:
    sets = [sorted(data.draw(st.sets(st.integers(1, 12), min_size=1))) for _ in range(2)]
    sizes, sketch = np.array([len(values) for values in sets], np.int64), Sketch(64)
    for values in sets:
        sketch.add(np.array(values, np.uint64))
    shingles, owners = prefixes(sizes, np.array([v for values in sets for v in values], np.uint64), sketch, similarity)
    assert owners.tolist() == sorted(owners.tolist())
    first, second = ({int(s) for s, o in zip(shingles, owners, strict=True) if o == owner} for owner in (0, 1))
    common, union = set(sets[0]) & set(sets[1]), set(sets[0]) | set(sets[1])
    if len(common) / len(union) >= similarity:
        assert first & second
