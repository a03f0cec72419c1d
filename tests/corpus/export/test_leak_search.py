"""The search for texts that are held."""

import random
from pathlib import Path

import polars as pl
import pytest

from songngu.corpus.duplicates.stages import Stages
from songngu.corpus.export import held_texts, leak_search
from songngu.corpus.export.leak_search import HITS, Bounds, LeakSearch

HELD = ["Bến đò vắng khách từ khi cây cầu mới bắc qua sông.", "Chương 3"]
ROWS = [(HELD[0].upper(), "x"), ("khác hẳn", HELD[0].replace("vắng", "vẵng")), ("chương 3!", None), (None, "Chương ba")]


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    path = tmp_path / "a.parquet"
    pl.DataFrame(ROWS, schema={"source": pl.Utf8, "target": pl.Utf8}, orient="row").write_parquet(path)
    return path


def found(search: LeakSearch, stages: Stages | None = None) -> pl.DataFrame:
    return pl.concat([HITS.to_frame(), *search.found(lambda hits: hits, stages)]).sort("row", "side")


def test_equal_and_edited_texts_are_found_on_both_sides(corpus: Path, tmp_path: Path) -> None:
    hits = found(LeakSearch.of(corpus, pl.Series(HELD), Bounds(0.85, 5), tmp_path))
    assert hits.select("row", "side", "number", "short").rows() == [
        (0, "source", 0, False),
        (1, "target", 0, False),
        (2, "source", 1, True),
    ]
    assert hits["similarity"].to_list()[0] == 1.0
    assert hits["text"].to_list() == [ROWS[0][0], ROWS[1][1], ROWS[2][0]]


def test_tasks_find_what_one_process_does(corpus: Path, tmp_path: Path) -> None:
    search = LeakSearch.of(corpus, pl.Series(HELD), Bounds(0.85, 5), tmp_path)
    (tmp_path / "work").mkdir()
    assert found(search, Stages(tmp_path / "work", rows=1)).equals(found(search))


@pytest.mark.parametrize("at_once", [1, 7, 1000])
def test_texts_are_found_in_the_same_order_however_many_are_held_at_once(
    at_once: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rng = random.Random(3)
    words = [f"w{number}" for number in range(60)]
    held = list(dict.fromkeys(" ".join(rng.choices(words, k=rng.randint(1, 14))) for _ in range(15)))
    others = [f"{one}. {other.upper()}. {third}!" for one, other, third in (rng.sample(held, 3) for _ in range(40))]
    rows = [
        rng.choice([text, f"{text} more", text.upper(), "of its own", other])
        for text, other in zip(rng.choices(held, k=40), others, strict=True)
    ]
    path = tmp_path / "a.parquet"
    pl.DataFrame({"source": rows, "target": rows[::-1]}).write_parquet(path)

    def hits(name: str, stages: Stages | None = None) -> pl.DataFrame:
        (tmp_path / name).mkdir()
        search = LeakSearch.of(path, pl.Series(held), Bounds(0.6, 3), tmp_path / name, stages)
        return pl.concat(search.found(lambda hits: hits, stages))

    expected = hits("whole")
    assert expected.height > 40
    monkeypatch.setattr(leak_search, "IN_A_TASK", at_once)
    assert hits("one", Stages(tmp_path / "one")).equals(expected)
    order = ("row", "side", "number", "text", "contained", "similarity")
    assert expected["contained"].sum() > 9
    parted = hits("many", Stages(tmp_path / "many", rows=10))
    assert parted.sort(order).equals(expected.sort(order))
    monkeypatch.setattr(held_texts, "INDEXED", at_once)
    (tmp_path / "tasks").mkdir()
    passes = hits("passes").sort(order)
    assert hits("pieces", Stages(tmp_path / "tasks", rows=10)).sort(order).equals(passes)
    assert passes.filter(~pl.col("contained")).equals(expected.filter(~pl.col("contained")).sort(order))
