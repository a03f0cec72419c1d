"""An export in tasks is the export of one process, byte for byte, and goes on where it stopped."""

import hashlib
import random
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from songngu.corpus.duplicates.stages import Stages
from songngu.corpus.errors import FullDiskError, UsageError
from songngu.corpus.export.delivery import Job, export
from songngu.corpus.export.recipe import Recipe
from songngu.corpus.files.remote import Store
from songngu.corpus.formats.parts import MANIFEST, PartsManifest
from songngu.workspace.evidence import lent_filters
from songngu.workspace.runners.local import LocalRunner
from songngu.workspace.staged_export import stages_of, stages_of_search

RECIPE = Recipe().with_filters({"ratio": True, "length": True}).without_repeats("near")
RECIPE = RECIPE.with_steps({"nfc": True, "punctuation": True, "truecase": True})
RECIPE = RECIPE.with_split(shares="train=0.8,dev=0.1,test=0.1", by="cluster")


def pairs(count: int) -> pl.DataFrame:
    """Return pairs with planted copies, edits, short lines and empty sides."""
    rng = random.Random(count)
    words = [[f"{letter}{k}" for k in range(400)] for letter in "vw"]
    rows: list[list[str]] = [["Chương 3", "Chapter 3"], ["", ""], ["một", ""]]
    while len(rows) < count:
        kind = rng.random()
        row = list(rng.choice(rows)) if kind < 0.4 else [" ".join(rng.choices(side, k=12)) for side in words]
        if kind < 0.2:
            row = [" ".join([*text.split()[1:], rng.choice(side)]) for text, side in zip(row, words, strict=True)]
        rows.append(row)
    return pl.DataFrame(rows, schema=["source", "target"], orient="row")


@pytest.fixture
def corpus(tmp_path: Path) -> tuple[Path, Recipe]:
    table = pairs(400)
    table.write_csv(tmp_path / "corpus.tsv", separator="\t")
    table.slice(200, 30).write_csv(tmp_path / "held.tsv", separator="\t")
    return tmp_path / "corpus.tsv", RECIPE.with_test_sets([str(tmp_path / "held.tsv")])


def exported(corpus: tuple[Path, Recipe], out: Path, stages: Stages | None = None) -> dict[str, str]:
    out.mkdir(exist_ok=True)
    job = Job((str(corpus[0]),), (str(out / "c.parquet"),), langs=("vi", "en"))
    done = export(job, corpus[1], lent_filters(("vi", "en")), stages=stages)
    assert all(done.removed[reason] for reason in ("length", "duplicate", "leak")) and all(done.parts.values())
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in out.iterdir() if path.is_file()}


@pytest.mark.slow
def test_the_same_bytes_with_any_number_of_tasks(corpus: tuple[Path, Recipe], tmp_path: Path) -> None:
    expected = exported(corpus, tmp_path / "one")
    for rows in (100, 25):
        stages = Stages(tmp_path / f"stages-{rows}", rows=rows)
        stages.folder.mkdir()
        assert exported(corpus, tmp_path / f"out-{rows}", stages) == expected


class Stopping:
    """A map that is stopped after so many tasks, and counts those it does."""

    def __init__(self, tasks: int) -> None:
        self.left = tasks
        self.done = 0

    def __call__(self, work: Callable[[Any], Any], items: Iterable[Any]) -> Iterator[Any]:
        for item in items:
            if self.left == 0:
                raise KeyboardInterrupt
            self.left -= 1
            self.done += 1
            yield work(item)


@pytest.mark.slow
def test_an_export_goes_on_where_it_stopped(corpus: tuple[Path, Recipe], tmp_path: Path) -> None:
    whole = Stopping(-1)
    for folder in ("whole", "stopped"):
        (tmp_path / folder).mkdir()
    expected = exported(corpus, tmp_path / "one", Stages(tmp_path / "whole", whole, 300))
    done, pieces = 0, random.Random(1)
    while True:
        spread = Stopping(pieces.randint(1, 9))
        try:
            found = exported(corpus, tmp_path / "out", Stages(tmp_path / "stopped", spread, 300))
            break
        except KeyboardInterrupt:
            continue
        finally:
            done += spread.done
    assert found == expected and done == whole.done


def key_of(job: Job, recipe: Recipe) -> str:
    with stages_of(job, recipe, LocalRunner()) as stages:
        return stages.folder.name


def test_another_export_takes_nothing_for_its_own(corpus: tuple[Path, Recipe], tmp_path: Path) -> None:
    job = Job((str(corpus[0]),), (str(tmp_path / "c.parquet"),))
    keys = [key_of(job, corpus[1])]
    assert key_of(job, corpus[1]) == keys[0]
    keys.append(key_of(job, corpus[1].with_split(seed=1)))
    keys.append(key_of(Job(job.inputs, job.outputs, langs=("en", "vi")), corpus[1]))
    for path in (tmp_path / "held.tsv", corpus[0]):
        path.write_text(path.read_text(encoding="utf-8") + "a\tb\n", encoding="utf-8")
        keys.append(key_of(job, corpus[1]))
    assert len(set(keys)) == len(keys)
    assert not (tmp_path / ".songngu").exists()


@pytest.mark.parametrize("filters", [{"perplexity": {"source": "model/one.arpa"}}, {"encoder": "model"}])
def test_another_model_of_a_filter_is_another_export(
    filters: dict[str, Any], corpus: tuple[Path, Recipe], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    job, recipe = Job((str(corpus[0]),), (str(tmp_path / "c.parquet"),)), corpus[1].with_filters(filters)
    model = tmp_path / "model" / "one.arpa"
    model.parent.mkdir()
    keys = []
    for text in ("a model", "another one", "a model"):
        model.write_text(text, encoding="utf-8")
        keys.append(key_of(job, recipe))
    assert keys[0] == keys[2] != keys[1]


def test_what_is_no_file(corpus: tuple[Path, Recipe]) -> None:
    for job in (Job((str(corpus[0]),), ()), Job((str(corpus[0]),), ("-",)), Job(("-",), ("c.parquet",))):
        with pytest.raises(UsageError, match="on a cluster"):
            key_of(job, corpus[1])


def test_a_folder_that_is_not_there_is_not_made(corpus: tuple[Path, Recipe], tmp_path: Path) -> None:
    job = Job((str(corpus[0]),), (str(tmp_path / "none" / "corpus.tsv"),))
    with pytest.raises(UsageError, match="does not exist"), stages_of(job, corpus[1], LocalRunner()):
        pass
    assert not (tmp_path / "none").exists()


def test_a_search_takes_tables_and_bitexts_in_parts(tmp_path: Path) -> None:
    (tmp_path / "run").mkdir()
    pairs(8).write_parquet(tmp_path / "run" / "a.parquet")
    (tmp_path / "manifest.txt").write_text("x", encoding="utf-8")
    Store(str(tmp_path / "run")).write(MANIFEST, PartsManifest("1", (("a.parquet", 8),), {}).as_bytes())
    for names in ([str(tmp_path / "run")], [str(tmp_path / "run" / "a.parquet")]):
        with stages_of_search(names, ["0.6"], LocalRunner()) as stages:
            assert stages.folder.is_dir()
    for other in (tmp_path, tmp_path / "manifest.txt"):
        with pytest.raises(UsageError, match="no Parquet table"), stages_of_search([str(other)], [], LocalRunner()):
            pass


def test_a_full_disk_is_one_line(corpus: tuple[Path, Recipe], tmp_path: Path) -> None:
    job = Job((str(corpus[0]),), (str(tmp_path / "c.parquet"),))
    told = pl.exceptions.ComputeError("parquet: underlying IO error: No space left on device (os error 28)")
    for error in (told, OSError(28, "No space left on device")):
        with pytest.raises(FullDiskError, match="the disk is full"), stages_of(job, corpus[1], LocalRunner()):
            raise error
    with pytest.raises(ValueError, match="else"), stages_of(job, corpus[1], LocalRunner()):
        raise ValueError("something else")
