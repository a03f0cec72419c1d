"""Exports from end to end: what is kept, removed for which reason, and where everything is written."""

import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from songngu.corpus import export as package
from songngu.corpus.bitext import from_rows
from songngu.corpus.errors import InputError, UsageError
from songngu.corpus.export.delivery import Exported, Job, export
from songngu.corpus.export.recipe import Duplicates, Leaks, Recipe, SplitTable
from songngu.corpus.export.report import leaks_report
from songngu.corpus.export.steps.truecase import _best
from songngu.corpus.formats import read_bitext, write_bitext

WORDS = [f"{a}{b}" for a in ("tr", "th", "nh", "kh") for b in ("ăng", "iên", "ương", "oài", "uyên")]
RENDERED = [f"{a}{b}" for a in ("bl", "cr", "st", "pl") for b in ("ing", "ound", "eam", "oat", "ush")]


def texts(number: int) -> tuple[str, str]:
    """Return a pair of sentences of which no two numbers share three words in a row."""
    places = [(number * step + step * step) % 20 for step in range(1, 9)]
    return (
        f"Câu {number} nói về " + " ".join(f"{WORDS[k]}{number}" for k in places) + ".",
        f"Sentence {number} tells of " + " ".join(f"{RENDERED[k]}{number}" for k in places) + ".",
    )


def pair(number: int, **more: Any) -> dict[str, Any]:
    source, target = texts(number)
    row = {"id": f"{number:016x}", "document": f"text-{number // 4}", "row": number, "source": source, "target": target}
    return row | {"source_lang": "vi", "target_lang": "en", "status": "auto"} | more


def exported(folder: Path, rows: Sequence[dict[str, Any]], recipe: Recipe, output: str = "out.jsonl") -> Exported:
    write_bitext(from_rows({**row, "id": f"{k:016x}"} for k, row in enumerate(rows)), folder / "in.parquet")
    return export(Job((str(folder / "in.parquet"),), (str(folder / output),)), recipe)


def test_the_public_names() -> None:
    assert all(getattr(package, name) for name in package.__all__)
    with pytest.raises(AttributeError, match="no attribute 'exprot'"):
        _ = package.exprot


def test_what_is_not_part_of_a_corpus_is_left_out(tmp_path: Path) -> None:
    rows = [pair(0), pair(1, status="rejected"), pair(2, duplicate_of="x"), pair(3, target=""), pair(4)]
    done = exported(tmp_path, rows, Recipe())
    assert (done.rows, done.kept) == (5, 2)
    assert {name: count for name, count in done.removed.items() if count} == {
        "rejected": 1,
        "set-aside": 1,
        "empty": 1,
    }
    assert read_bitext(tmp_path / "out.jsonl")["source"].to_list() == [texts(0)[0], texts(4)[0]]
    removed = read_bitext(tmp_path / "out.removed.jsonl")
    assert removed["removed_by"].to_list() == ["rejected", "set-aside", "empty"]
    assert done.written == {str(tmp_path / "out.jsonl"): 2, (tmp_path / "out.removed.jsonl").as_posix(): 3}


def test_filters_remove_in_their_order_and_leave_their_scores(tmp_path: Path) -> None:
    rows = [pair(0), pair(1, target="No."), pair(2)]
    recipe = Recipe(filters={"ratio": 2, "length": "3.."})
    done = exported(tmp_path, rows, recipe)
    assert done.removed["ratio"] == 1
    assert done.removed["length"] == 0
    kept = read_bitext(tmp_path / "out.jsonl")
    assert [name for name in kept.columns if name.startswith("score.")] == [
        "score.empty", "score.ratio", "score.length.source", "score.length.target",
    ]  # fmt: skip
    assert done.samples["removed_by"].to_list() == ["ratio"]
    assert exported(tmp_path, [pair(0, target="")], Recipe(filters={"empty": False})).kept == 1


@pytest.mark.parametrize(("remove", "kept"), [("none", 5), ("exact", 4), ("near", 3)])
def test_repeats(tmp_path: Path, remove: Any, kept: int) -> None:
    source, target = texts(0)
    near = pair(2, source=source.replace("Câu", "Chữ"), target=target.replace("Sentence", "Phrase"))
    rows = [pair(0), pair(1), near, pair(3, source=source.upper(), target=target + "!"), pair(4, source=source)]
    done = exported(tmp_path, rows, Recipe(duplicates=Duplicates(remove=remove)))
    assert done.kept == kept
    if remove != "none":
        removed = read_bitext(tmp_path / "out.removed.jsonl")
        assert set(removed["duplicate_of"]) == {f"{0:016x}"}
        assert set(removed["removed_by"]) == {"duplicate"}


def test_exact_repeats_of_a_split_are_those_without_one(tmp_path: Path) -> None:
    source, target = texts(0)
    near = pair(2, source=source.replace("Câu", "Chữ"), target=target.replace("Sentence", "Phrase"))
    rows = [pair(0), near, pair(3, source=source.upper(), target=target), *(pair(k) for k in range(5, 25))]
    recipe = Recipe(duplicates=Duplicates(remove="exact"), split=SplitTable(shares="train=0.5,test=0.5", by="cluster"))
    done = exported(tmp_path, rows, recipe)
    assert done.removed["duplicate"] == 1
    assert sum(done.parts.values()) == 22


def test_a_split_writes_a_file_for_each_part(tmp_path: Path) -> None:
    rows = [pair(k) for k in range(40)]
    recipe = Recipe(split=SplitTable(shares="train=0.8,dev=0.1,test=0.1", seed=3))
    done = exported(tmp_path, rows, recipe, "out.tsv")
    assert done.parts == {"train": 32, "dev": 4, "test": 4}
    parts = [read_bitext(tmp_path / f"out.{name}.tsv") for name in done.parts]
    assert [part.height for part in parts] == [32, 4, 4]
    documents = [set(part["document"]) for part in parts]
    assert not documents[0] & documents[1] and not documents[0] & documents[2] and not documents[1] & documents[2]
    assert sorted(pl.concat([part.select("source") for part in parts])["source"]) == sorted(
        texts(k)[0] for k in range(40)
    )


def test_near_duplicates_are_not_parted(tmp_path: Path) -> None:
    rows = [pair(k) for k in range(20)]
    rows += [pair(20 + k, target=texts(k)[1].replace("Sentence", "Phrase")) for k in range(20)]
    recipe = Recipe(split=SplitTable(shares="train=0.5,test=0.5", by="cluster"))
    exported(tmp_path, rows, recipe, "out.tsv")
    part_of = {int(row): part for part in ("train", "test") for row in read_bitext(tmp_path / f"out.{part}.tsv")["row"]}
    assert all(part_of[k] == part_of[k + 20] for k in range(20))


def test_what_the_clusters_leave_apart_is_found_by_another_search(tmp_path: Path) -> None:
    rows = [pair(k) for k in range(10)]
    rows += [pair(10 + k, source=_edited(texts(k)[0])) for k in range(10)]
    leaks = {}
    for verify in (False, True):
        recipe = Recipe(split=SplitTable(shares="train=0.7,test=0.3", by="cluster", verify=verify, seed=1))
        done = exported(tmp_path, rows, recipe, "out.tsv")
        leaks[verify] = done.removed["leak"]
        parts = [set(read_bitext(tmp_path / f"out.{part}.tsv")["row"]) for part in ("train", "test")]
        parted = [k for k in range(10) if any({k, k + 10} & part for part in parts) and not _together(k, parts)]
        assert bool(parted) != verify
    assert leaks[False] == 0
    assert leaks[True] > 0
    for leak in done.leaks.iter_rows(named=True):
        assert leak["text"] == rows[leak["row"]][leak["side"]]
        assert leak["set_text"] in (rows[leak["set_row"]]["source"], rows[leak["set_row"]]["target"])


def _edited(text: str) -> str:
    return " ".join(word + "s" * (place % 3 == 2) for place, word in enumerate(text.split()))


def _together(number: int, parts: list[set[int]]) -> bool:
    held = [part & {number, number + 10} for part in parts]
    return not (held[0] and held[1])


def test_files_beside_test_sets_are_told(tmp_path: Path) -> None:
    (tmp_path / "tests").mkdir()
    for name in ("a.txt", "b.sgm"):
        (tmp_path / "tests" / name).write_text("Nothing of the kind was ever written.\n", encoding="utf-8")
    done = exported(tmp_path, [pair(0)], Recipe(leaks=Leaks(against=(str(tmp_path / "tests"),))))
    assert [note.text.rpartition(": ")[2] for note in done.notes if "passed over" in note.text] == ["b.sgm"]


def test_test_sets_are_kept_out(tmp_path: Path) -> None:
    rows = [pair(k) for k in range(6)]
    write_bitext(
        from_rows([{"source": texts(1)[0].upper(), "target": "Another rendering of it."}]), tmp_path / "test.tmx"
    )
    (tmp_path / "lines.txt").write_text(f"{texts(4)[1]}\n", encoding="utf-8")
    against = (str(tmp_path / "test.tmx"), str(tmp_path / "lines.txt"))
    done = exported(tmp_path, rows, Recipe(leaks=Leaks(against=against)))
    assert done.removed["leak"] == 2
    assert sorted(done.leaks.select("row", "set", "kind").rows()) == [
        (1, "test.tmx", "cased"),
        (4, "lines.txt", "exact"),
    ]
    assert read_bitext(tmp_path / "out.jsonl")["source"].to_list() == [texts(k)[0] for k in (0, 2, 3, 5)]
    told = [json.loads(line) for line in (tmp_path / "out.leaks.jsonl").read_text(encoding="utf-8").splitlines()]
    assert [(leak["row"], leak["side"], leak["set_text"]) for leak in told] == [
        (1, "source", texts(1)[0].upper()),
        (4, "target", texts(4)[1]),
    ]
    manifest = json.loads((tmp_path / "out.manifest.json").read_text(encoding="utf-8"))
    assert manifest["rows"] == {"read": 6, "kept": 4, "searched": 6}
    assert {leak["set"]: leak["one_side"] for leak in manifest["leaks"]} == {"test.tmx": 1, "lines.txt": 1}
    assert "Rows in which test sets were looked for, whole and sentence by sentence: 6." in (
        tmp_path / "out.card.md"
    ).read_text(encoding="utf-8")
    (tmp_path / "out.jsonl").unlink()
    done = exported(tmp_path, rows, Recipe(leaks=Leaks(against=against, then="fail")))
    assert done.failed
    assert not done.written
    assert not (tmp_path / "out.jsonl").exists()


def test_texts_are_normalised_before_and_made_tokens_after_the_filters(tmp_path: Path) -> None:
    rows = [pair(0, source="Một  chiếc thuyền, hoà vào sóng.", target="A boat , melting into the waves.")]
    steps = {"spaces": True, "tones": "old", "tokenise": True}
    exported(tmp_path, rows, Recipe(normalise=steps, filters={"length": ".."}), "out.tsv")
    kept = read_bitext(tmp_path / "out.tsv")
    assert kept["source"].to_list() == ["Một chiếc thuyền , hòa vào sóng ."]
    assert kept["score.length.source"].to_list() == [6]


def test_a_dry_run_writes_nothing(tmp_path: Path) -> None:
    write_bitext(from_rows([pair(0), pair(1, source="")]), tmp_path / "in.tsv")
    done = export(Job((str(tmp_path / "in.tsv"),), ()), Recipe(), dry=True)
    assert (done.kept, done.removed["empty"]) == (1, 1)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["in.tsv"]


def test_what_an_earlier_export_left_beside_the_corpus_is_told(tmp_path: Path) -> None:
    write_bitext(from_rows([pair(0), pair(1, source="")]), tmp_path / "in.tsv")
    job = Job((str(tmp_path / "in.tsv"),), (str(tmp_path / "out.tsv"),))
    assert export(job, Recipe()).notes == export(job, Recipe()).notes == ()
    write_bitext(from_rows([pair(0)]), tmp_path / "in.tsv")
    names = [note.path.rpartition("/")[2] for note in export(replace(job, card=False), Recipe()).notes]
    assert names == ["out.card.html", "out.card.md", "out.croissant.json", "out.manifest.json", "out.removed.jsonl"]
    assert {note.text for note in export(job, Recipe()).notes} == {
        "stands there from an earlier export, and tells nothing of this one"
    }
    assert export(replace(job, outputs=("-",), format="tsv", card=False), Recipe()).notes == ()


def test_several_files_of_several_formats(tmp_path: Path) -> None:
    write_bitext(from_rows([pair(0)]).with_columns(pl.lit(0.5).alias("score.mine")), tmp_path / "a.jsonl")
    write_bitext(from_rows([pair(1)]), tmp_path / "b.tmx")
    job = Job((str(tmp_path / "a.jsonl"), str(tmp_path / "b.tmx")), (str(tmp_path / "c.parquet"),))
    assert export(job, Recipe()).kept == 2
    assert pl.read_parquet(tmp_path / "c.parquet")["score.mine"].to_list() == [0.5, None]


def test_the_same_recipe_gives_the_same_bytes(tmp_path: Path) -> None:
    rows = [pair(k % 30) for k in range(60)]
    recipe = Recipe(
        filters={"ratio": True, "language": "0.."}, duplicates=Duplicates(remove="near"),
        split=SplitTable(shares="train=0.8,dev=0.1,test=0.1"),
    )  # fmt: skip
    found = []
    for _ in range(2):
        done = exported(tmp_path, rows, recipe, "out.parquet")
        found.append([Path(path).read_bytes() for path in done.written])
    assert found[0] == found[1]


@pytest.mark.parametrize(
    ("recipe", "message"),
    [
        (Recipe(filters={"ratoi": 3}), "no filter is called 'ratoi'"),
        (Recipe(split=SplitTable(shares="train=0.5")), "sum to 0.5"),
        (Recipe(leaks=Leaks(against=("nothing.tmx",))), "nothing.tmx: cannot be read"),
        (Recipe(leaks=Leaks(against=("nothing.txt",))), "nothing.txt: cannot be read"),
    ],
)
def test_what_is_wrong_is_told_before_anything_is_written(tmp_path: Path, recipe: Recipe, message: str) -> None:
    with pytest.raises((UsageError, InputError), match=message):
        exported(tmp_path, [pair(0)], recipe)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["in.parquet"]


def test_mistakes_in_files_are_told_before_anything_is_written(tmp_path: Path) -> None:
    write_bitext(from_rows([pair(0)]), tmp_path / "in.tsv")
    for outputs, removed, message in (
        (("out.tsv", "none/out.tsv"), None, "does not exist"),
        (("out.tsv", "out.tsv"), None, "written already"),
        (("in.tsv",), None, "one of the files read"),
        (("out.tsv",), "rest.xyz", "unknown suffix"),
    ):
        job = Job(
            (str(tmp_path / "in.tsv"),),
            tuple(str(tmp_path / each) for each in outputs),
            removed=removed and str(tmp_path / removed),
        )
        with pytest.raises(UsageError, match=message):
            export(job, Recipe(filters={"ratio": "..0.5"}))
        assert [path.name for path in tmp_path.iterdir()] == ["in.tsv"]


def test_a_split_by_an_unknown_column_is_told(tmp_path: Path) -> None:
    recipe = Recipe(split=SplitTable(shares="train=0.5,test=0.5", strata="mood"))
    with pytest.raises(UsageError, match="no column named mood"):
        exported(tmp_path, [pair(0)], recipe)


@pytest.mark.slow
def test_more_parts_than_a_byte_counts(tmp_path: Path) -> None:
    shares = ",".join(f"p{k}=1" for k in range(260)) + ",rest=rest"
    recipe = Recipe(split=SplitTable(shares=shares, by="cluster", verify=False))
    done = exported(tmp_path, [pair(k) for k in range(261)], recipe, "out.hf")
    assert set(done.parts.values()) == {1}


def test_leaks_are_counted_by_rows(tmp_path: Path) -> None:
    write_bitext(from_rows([pair(0)]), tmp_path / "test.tsv")
    recipe = Recipe(leaks=Leaks(against=(str(tmp_path / "test.tsv"),)))
    done = exported(tmp_path, [pair(0), pair(1)], recipe)
    assert list(leaks_report(done.leaks)) == ["stand in test.tsv: 1 exact"]


def test_tokens_are_made_and_their_case_learnt_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    learnt = []

    def learn(bitext: pl.LazyFrame, side: str) -> dict[str, str]:
        learnt.append(side)
        return _best(bitext, side)

    monkeypatch.setattr("songngu.corpus.export.steps.truecase._best", learn)
    split = SplitTable(shares="train=0.5,test=0.5", by="cluster")
    done = exported(
        tmp_path, [pair(k) for k in range(6)], Recipe(normalise={"tokenise": True, "truecase": True}, split=split)
    )
    assert (learnt, done.parts) == (["source", "target"], {"train": 3, "test": 3})
    assert all(row.endswith(" .") for row in read_bitext(tmp_path / "out.test.jsonl")["source"])
