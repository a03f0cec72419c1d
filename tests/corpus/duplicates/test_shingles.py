"""Shingles of texts."""

import pytest

from songngu.corpus.duplicates import shingles
from songngu.corpus.duplicates.words import Folder
from tests.corpus.duplicates.sentences_alike import alike, texts_of


def test_jaccard_and_keys_of_pairs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shingles, "BATCH", 4)
    texts = texts_of(2, 30)
    pairs = [(one, other) for one in texts[:8] for other in texts]
    values = shingles.jaccard(*map(list, zip(*pairs, strict=True)))
    assert values.tolist() == pytest.approx([alike(*pair) for pair in pairs])
    keys = shingles.text_keys([*texts, "…"])
    assert keys[-1] == 0
    assert len(set(keys.tolist())) == len(set(texts)) + 1
    assert not len(shingles.jaccard([], []))


def test_shingles_of_short_texts() -> None:
    found = shingles.shingle(["", "đò", "Do!", "bến đò", "bến đò vắng", "đò đò đò đò"], Folder())
    assert found.sizes.tolist() == [0, 1, 1, 1, 1, 1]
    assert found.keys[1] == found.keys[2]
    assert len(set(found.values.tolist())) == 4
