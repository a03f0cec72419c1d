import json
from pathlib import Path

import polars as pl
import pytest
from typer.testing import CliRunner

from songngu.cli import app
from songngu.corpus.errors import UsageError
from songngu.corpus.export.recipe import read_recipe
from songngu.corpus.export.spoiling import SPOILT, spoilt
from songngu.corpus.export.tuning import as_json, tune

NAMES = ["Lan", "Minh", "Hòa", "Tuấn", "Ngọc", "Sơn"]
PAIRS = [
    (f"Sáng ngày {number} bạn {NAMES[number % 6]} chèo đò sang sông bán cá ở chợ làng.",
     f"On the morning of day {number} {NAMES[number % 6]} rowed over the river to sell fish at the market.")
    for number in range(120)
]  # fmt: skip


def table(pairs: list[tuple[str, str]]) -> pl.DataFrame:
    rows = pl.DataFrame(pairs, schema=["source", "target"], orient="row")
    langs = {"source_lang": pl.lit("vi"), "target_lang": pl.lit("en")}
    return rows.with_columns(**langs, probability=pl.lit(None, pl.Float64))


def test_bounds_keep_what_is_clean_and_remove_noise() -> None:
    found = tune(table(PAIRS), keep=0.95)
    assert found.clean <= 0.05
    for kind in ("target is the source", "sides exchanged", "source: UTF-8 read as Windows-1252", "target in tags"):
        assert found.noise[kind] > 0.97
    assert as_json(found)["rows"] == 120
    assert found == tune(table(PAIRS), keep=0.95)
    one = next(each for each in found.filters if each.name == "noise")
    assert (one.most, one.clean, one.precision) == (0.0, 0.0, 1.0)
    assert len(one.noisy_bars) == len(one.clean_bars) == 24


def test_noise_may_be_given() -> None:
    bad = table([(source, "Click here to log in") for source, _ in PAIRS[:60]])
    found = tune(table(PAIRS), bad)
    assert list(found.noise) == ["noise"]
    assert found.noise["noise"] > 0.97


@pytest.mark.parametrize("kind", SPOILT)
def test_each_kind_of_noise_spoils_pairs(kind: str) -> None:
    made = spoilt(PAIRS, kind, 20)
    assert len(made) == 20 == len(set(made) - set(PAIRS))
    assert made == spoilt(PAIRS, kind, 20)
    assert spoilt(PAIRS[:1], kind, 20) == []


def test_what_cannot_be_tuned_by() -> None:
    with pytest.raises(UsageError, match="2 rows are too few"):
        tune(table(PAIRS[:2]))
    with pytest.raises(UsageError, match="out of range"):
        tune(table(PAIRS), keep=0)


def test_the_command_writes_a_recipe(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("good.tsv").write_text("\n".join("\t".join(pair) for pair in PAIRS), encoding="utf-8")
    run = CliRunner().invoke(app, ["tune", "good.tsv", "--columns", "vi,en", "-o", "recipe.toml", "--format", "json"])
    assert run.exit_code == 0, run.output
    assert json.loads(run.stdout)["noise"]["target is the source"] > 0.97
    recipe = read_recipe(Path("recipe.toml"))
    assert recipe.filters["noise"] == "..0"
    run = CliRunner().invoke(app, ["tune", "good.tsv", "--columns", "vi,en", "--bad", "good.tsv"])
    assert "together: 0.00% of 120 clean rows removed" in run.stdout
    assert isinstance(CliRunner().invoke(app, ["tune", "good.tsv", "-o", "good.tsv"]).exception, UsageError)
