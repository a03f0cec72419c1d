"""Nothing twice: of what an export leaves, a second one takes nothing."""

import random
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from songngu.corpus.bitext import from_rows
from songngu.corpus.duplicates.shingles import jaccard, text_keys
from songngu.corpus.export.clusters import find_clusters
from songngu.corpus.export.delivery import Job, export
from songngu.corpus.export.recipe import Duplicates, Recipe, SplitTable
from songngu.corpus.export.repeats import _first_of_both, exact_repeats
from songngu.corpus.formats import read_bitext, write_bitext

WORDS = ["thuyền", "bến", "chợ", "núi", "mưa", "đồng", "lúa", "trăng"]
RENDERED = ["boat", "quay", "market", "hill", "rain", "field", "rice", "moon"]


def row(source: str, target: str, number: int) -> dict[str, Any]:
    langs = {"source_lang": "vi", "target_lang": "en", "status": "auto"}
    return langs | {"source": source, "target": target, "document": f"text-{number // 3}", "row": number}


def drawn(seed: int, count: int) -> list[dict[str, Any]]:
    """Return rows that are often equal or alike on one side or both."""
    rng = random.Random(seed)
    pairs: list[tuple[str, str]] = []
    for _ in range(count):
        if pairs and rng.random() < 0.6:
            source, target = rng.choice(pairs)
            edit = rng.random()
            source = source if edit < 0.4 else source.replace(rng.choice(WORDS), rng.choice(WORDS), 1)
            target = target if edit < 0.6 else target.replace(rng.choice(RENDERED), rng.choice(RENDERED), 1)
        else:
            source = " ".join(rng.choices(WORDS, k=rng.randrange(1, 12)))
            target = " ".join(rng.choices(RENDERED, k=rng.randrange(1, 12)))
        pairs.append((source, target))
    return [row(*pair, number) for number, pair in enumerate(pairs)]


recipes = st.builds(
    lambda remove, similarity, shares, by, apart: Recipe(
        duplicates=Duplicates(remove=remove, similarity=similarity),
        split=SplitTable(shares=shares, by=by, similarity=apart),
    ),
    st.sampled_from(["exact", "near"]), st.sampled_from([0.4, 0.6, 0.9]),
    st.sampled_from(["", "train=0.6,dev=0.2,test=0.2"]), st.sampled_from(["document", "cluster"]),
    st.sampled_from([0.4, 0.6, 0.9]),
)  # fmt: skip


@pytest.mark.slow
@given(st.integers(0, 10_000), st.integers(2, 40), recipes)
@settings(max_examples=10, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_a_second_export_removes_nothing(tmp_path: Path, seed: int, count: int, recipe: Recipe) -> None:
    check_second_export(tmp_path, seed, count, recipe)


@pytest.mark.parametrize("remove", ["exact", "near"])
def test_a_second_export_of_a_split_removes_nothing(tmp_path: Path, remove: Any) -> None:
    split = SplitTable(shares="train=0.6,dev=0.2,test=0.2", by="cluster")
    check_second_export(tmp_path, 3, 60, Recipe(duplicates=Duplicates(remove=remove, similarity=0.8), split=split))


def check_second_export(tmp_path: Path, seed: int, count: int, recipe: Recipe) -> None:
    for old in tmp_path.glob("*"):
        old.unlink()
    write_bitext(from_rows(drawn(seed, count)), tmp_path / "in.parquet")
    first = export(Job((str(tmp_path / "in.parquet"),), (str(tmp_path / "out.jsonl"),), card=False), recipe)
    files = tuple(path for path in first.written if not path.endswith((".removed.jsonl", ".leaks.jsonl")))
    kept = pl.concat([read_bitext(path) for path in files], how="diagonal")
    pairs = kept.select("source", "target").rows()
    assert len(set(pairs)) == len(pairs)
    assert kept["id"].n_unique() == kept.height == first.kept
    removed = tmp_path / "out.removed.jsonl"
    if removed.exists():
        told = read_bitext(removed)
        assert not set(told["id"]) & set(kept["id"])
        assert set(told.filter(removed_by="duplicate")["duplicate_of"]) <= {*kept["id"], *told["id"]}
    second = export(Job(files, (str(tmp_path / "again.jsonl"),), card=False), recipe)
    assert second.kept == first.kept
    assert second.parts == first.parts


def test_what_has_no_words_repeats_what_has_the_same_characters(tmp_path: Path) -> None:
    pairs = [("…", "!"), ("Bến.", "Quay."), ("…", "!"), ("…", "?"), ("BẾN", "quay"), ("…", "quay"), ("…", "Quay.")]
    pl.DataFrame(pairs, schema=["source", "target"], orient="row").write_parquet(tmp_path / "pairs.parquet")
    assert exact_repeats(tmp_path / "pairs.parquet").rows() == [(2, 0), (4, 1), (6, 5)]


@given(st.integers(0, 10_000), st.sampled_from([0.4, 0.6, 0.8]))
@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_of_what_stays_no_two_are_alike(tmp_path: Path, seed: int, bound: float) -> None:
    pairs = [(each["source"], each["target"]) for each in drawn(seed, 40)]
    path = tmp_path / "pairs.parquet"
    pl.DataFrame(pairs, schema=["source", "target"], orient="row").write_parquet(path)
    gone = set(find_clusters(path, similarity=0.5, repeats=bound).repeats["row"])
    stay = [pair for number, pair in enumerate(pairs) if number not in gone]
    both = [(one, other) for place, one in enumerate(stay) for other in stay[:place]]
    sides = [alike([one[k] for one, _ in both], [other[k] for _, other in both]) for k in (0, 1)]
    assert (np.minimum(*sides) < bound).all()


def alike(ones: list[str], others: list[str]) -> NDArray[np.float64]:
    """Return how alike the texts of each pair are."""
    return np.where(text_keys(ones) == text_keys(others), 1.0, jaccard(ones, others))


def crowd(count: int) -> list[tuple[str, str]]:
    """Return formulas of which each is alike those with near numbers."""
    words = [f"chữ{number}" for number in range(count + 12)]
    return [
        (
            " ".join(["lời", "đầu", "sách", *words[k : k + 12]]),
            " ".join(["the", "opening", "words", *words[k : k + 12]]),
        )
        for k in range(count)
    ]


@pytest.mark.parametrize("seed", range(3))
def test_where_many_are_alike_nothing_is_left_to_remove(tmp_path: Path, seed: int) -> None:
    pairs = crowd(150)
    random.Random(seed).shuffle(pairs)
    path = tmp_path / "pairs.parquet"
    for _ in range(2):
        pl.DataFrame(pairs, schema=["source", "target"], orient="row").write_parquet(path)
        told = find_clusters(path, repeats=0.5).repeats
        gone = set(told["row"])
        assert not gone & set(told["repeats"])
        left = [pair for number, pair in enumerate(pairs) if number not in gone]
        pairs = left
    assert not gone
    assert len(left) > 10


def test_labels_past_31_bits() -> None:
    last = (1 << 32) - 3
    sides = np.array([last, last, -1, -1, 1 << 31, last]), np.array([5, 5, last, -1, 5, last])
    assert _first_of_both(*sides).tolist() == [0, 0, 2, 3, 4, 5]
