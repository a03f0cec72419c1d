import random
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from songngu.corpus.duplicates.shingles import jaccard, text_keys
from songngu.corpus.errors import InputError, UsageError
from songngu.corpus.export.clusters import Clusters, find_clusters
from songngu.corpus.export.forest import Forest

WORDS = ["mưa", "gió", "nắng", "sông", "núi", "đồng", "làng", "xóm", "bến", "đò", "chợ", "quê"]
LINE = "bến đò vắng khách từ khi cây cầu mới bắc qua sông"
OTHER = "the ferry has no guests since the new bridge crossed the river"


def clusters_of(folder: Path, pairs: list[tuple[str | None, str | None]], **options: Any) -> Clusters:
    path = folder / "pairs.parquet"
    pl.DataFrame(pairs, schema={"source": pl.Utf8, "target": pl.Utf8}, orient="row").write_parquet(path)
    return find_clusters(path, **options)


def alike(one: str, other: str) -> float:
    first, second = text_keys([one, other]).tolist()
    return 1.0 if first == second else float(jaccard([one], [other])[0])


def drawn(seed: int, count: int) -> list[tuple[str, str]]:
    rng = random.Random(seed)
    sides: tuple[list[str], list[str]] = ([], [])
    for side in sides:
        for _ in range(count):
            words = rng.choices(WORDS, k=rng.randrange(0, 14))
            if side and rng.random() < 0.6:
                words = rng.choice(side).split()
                if words and rng.random() < 0.5:
                    words[rng.randrange(len(words))] = rng.choice(WORDS)
            side.append(" ".join(words))
    return list(zip(*sides, strict=True))


def test_rows_that_share_a_side_are_one_cluster(tmp_path: Path) -> None:
    pairs = [(LINE, OTHER), ("Chương 3", "Chapter 3"), (LINE.upper(), "another rendering of the same old line"),
             ("Chương 3", "Chapter three"), ("một câu khác hẳn với các câu trên", OTHER.replace("river", "lake")),
             (None, None)]  # fmt: skip
    found = clusters_of(tmp_path, pairs)
    assert found.firsts.tolist() == [0, 1, 0, 3, 0, 5]
    assert found.repeats.is_empty()
    assert clusters_of(tmp_path, pairs, min_words=2).firsts.tolist() == [0, 1, 0, 1, 0, 5]


def test_rows_that_repeat_both_sides_are_told(tmp_path: Path) -> None:
    near = LINE.replace("vắng", "đông"), OTHER
    pairs = [(LINE, OTHER), near, (LINE, OTHER), (LINE.title(), OTHER), ("…", "Chapter 3"), ("!", "chapter 3"), near]
    found = clusters_of(tmp_path, pairs, similarity=0.5, repeats=0.5)
    similarity = round(alike(LINE, near[0]), 6)
    assert found.repeats.rows() == [
        (1, 0, "near", similarity),
        (2, 0, "exact", 1.0),
        (3, 0, "normalised", 1.0),
        (5, 4, "normalised", 1.0),
        (6, 0, "near", similarity),
    ]


def compared(texts: list[str]) -> dict[tuple[int, int], float]:
    """Return the similarity of each two texts with words."""
    keys = text_keys(texts).tolist()
    places = [(i, j) for i in range(len(texts)) for j in range(i) if keys[i] and keys[j]]
    values = jaccard([texts[i] for i, _ in places], [texts[j] for _, j in places]).tolist()
    return {(i, j): 1.0 if keys[i] == keys[j] else v for (i, j), v in zip(places, values, strict=True)}


@given(st.integers(0, 10_000), st.sampled_from([0.3, 0.6, 1.0]))
@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_as_every_pair_compared(tmp_path: Path, seed: int, similarity: float) -> None:
    pairs = drawn(seed, 20)
    sides = [compared([pair[i] for pair in pairs]) for i in range(2)]
    forest = Forest(len(pairs))
    for (row, earlier), value in [item for side in sides for item in side.items()]:
        if value >= similarity:
            forest.join([row], [earlier])
    found = clusters_of(tmp_path, pairs, similarity=similarity, repeats=similarity, min_words=1)
    assert found.firsts.tolist() == forest.firsts().tolist()
    gone = set(found.repeats["row"].to_list())
    for row, repeats, kind, value in found.repeats.rows():
        assert repeats < row
        assert repeats not in gone
        wordless = [not (a or b) for a, b in zip(pairs[row], pairs[repeats], strict=True)]
        least = min(1.0 if none else side[row, repeats] for none, side in zip(wordless, sides, strict=True))
        assert value == pytest.approx(least, abs=1e-6)
        assert value >= similarity
        assert (kind == "exact") == (pairs[row] == pairs[repeats])


def test_little_memory_finds_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pairs = drawn(3, 300)
    whole = clusters_of(tmp_path, pairs, similarity=0.4, repeats=0.4)
    monkeypatch.setattr("songngu.corpus.duplicates.sentences._MEGABYTE", 100)
    pieces = clusters_of(tmp_path, pairs, similarity=0.4, repeats=0.4)
    assert pieces.firsts.tolist() == whole.firsts.tolist()
    assert pieces.repeats.equals(whole.repeats)
    assert len(whole.repeats) > 3


def test_what_cannot_be_searched(tmp_path: Path) -> None:
    path = tmp_path / "numbers.parquet"
    pl.DataFrame({"source": [1]}).write_parquet(path)
    with pytest.raises(InputError, match="no column of texts named source"):
        find_clusters(path)
    with pytest.raises(UsageError, match="out of range"):
        find_clusters(path, similarity=2)
    with pytest.raises(UsageError, match="63 MB"):
        find_clusters(path, memory=63)
    assert clusters_of(tmp_path, []).firsts.tolist() == []
