from pathlib import Path

import polars as pl
import pytest

from songngu.corpus.bitext import from_rows
from songngu.corpus.errors import UsageError
from songngu.corpus.export.contamination import certify
from songngu.corpus.export.delivery import Exported, Job, export
from songngu.corpus.export.partitions import parse_columns
from songngu.corpus.export.recipe import Recipe, SplitTable, Texts
from songngu.corpus.formats import write_bitext

SPLIT = Recipe(split=SplitTable(shares="train=0.8,dev=0.1,test=0.1", verify=False))
DOCUMENTS = ("bến/sông", "a=b.", "", "100%", "2026")


def bitext(folder: Path, documents: tuple[str, ...] = DOCUMENTS, name: str = "in.jsonl") -> str:
    rows = [
        {
            "document": documents[number % len(documents)], "row": number, "source": f"Câu số {number} của truyện.",
            "target": f"Sentence {number} of the tale.", "source_lang": "vi", "target_lang": "en", "status": "auto",
        }
        for number in range(40)
    ]  # fmt: skip
    write_bitext(from_rows(rows), folder / name)
    return (folder / name).as_posix()


def laid_out(folder: Path, by: str, recipe: Recipe = SPLIT, **settings: int) -> Exported:
    job = Job((bitext(folder),), ((folder / "corpus.parquet").as_posix(),), partition_by=parse_columns(by), **settings)
    return export(job, recipe)


@pytest.mark.parametrize("by", ["split", "document", "split,document", "source_lang,target_lang", "source_file"])
def test_a_corpus_in_partitions_is_read_back_as_one(tmp_path: Path, by: str) -> None:
    done = laid_out(tmp_path, by, SPLIT if "split" in by else Recipe())
    folder = tmp_path / "corpus.parquet"
    assert all(f"{by.partition(',')[0]}=" in path for path in done.written)
    assert sum(done.written.values()) == done.kept == 40
    assert not set(by.split(",")) & set(
        pl.read_parquet(next(folder.rglob("*.parquet")), hive_partitioning=False).columns
    )
    again = export(Job((folder.as_posix(),), ((tmp_path / "again.jsonl").as_posix(),)), Recipe())
    whole = pl.read_ndjson(tmp_path / "again.jsonl")
    names = {"train": 32, "dev": 4, "test": 4} if "split" in by else {}
    assert again.rows == 40 and set(whole["document"]) == set(DOCUMENTS)
    assert dict(whole["split"].value_counts().rows() if names else ()) == names


def test_polars_reads_the_columns_of_the_folders(tmp_path: Path) -> None:
    laid_out(tmp_path, "split,document")
    table = pl.scan_parquet(tmp_path / "corpus.parquet", hive_partitioning=True, try_parse_hive_dates=False).collect()
    assert table.height == 40
    assert dict(table["split"].value_counts().rows()) == {"train": 32, "dev": 4, "test": 4}
    assert {"bến/sông", "a=b.", "100%"} <= set(table["document"].cast(pl.Utf8))


def test_the_partitions_of_an_earlier_export_go(tmp_path: Path) -> None:
    laid_out(tmp_path, "split")
    first = {path.relative_to(tmp_path): path.read_bytes() for path in (tmp_path / "corpus.parquet").rglob("*.parquet")}
    laid_out(tmp_path, "source_lang", Recipe())
    files = [path.relative_to(tmp_path / "corpus.parquet") for path in (tmp_path / "corpus.parquet").rglob("*.parquet")]
    assert files == [Path("source_lang=vi", "0.parquet")]
    laid_out(tmp_path, "split")
    assert first == {
        path.relative_to(tmp_path): path.read_bytes() for path in (tmp_path / "corpus.parquet").rglob("*.parquet")
    }


def test_no_rows_are_one_file(tmp_path: Path) -> None:
    done = laid_out(tmp_path, "split", SPLIT.with_filters({"length": "900.."}).with_split(shares="train=1.0"))
    assert next(iter(done.written.values())) == 0


def test_what_cannot_be_laid_out_is_refused(tmp_path: Path) -> None:
    for text, told in (("text", "'text' is no column"), ("split,split", "named twice"), ("", "is no column")):
        with pytest.raises(UsageError, match=told):
            parse_columns(text)
    with pytest.raises(UsageError, match="no column split"):
        laid_out(tmp_path, "split", Recipe())
    with pytest.raises(UsageError, match="shards are not"):
        laid_out(tmp_path, "document", shard_size=1000)
    with pytest.raises(UsageError, match="texts for language models"):
        laid_out(tmp_path, "document", Recipe(texts=Texts(kind="chat")))
    for output, told in (("corpus.tsv", "not of tsv"), ("-", "standard output")):
        job = Job(
            (bitext(tmp_path),), (output,), format="parquet" if output == "-" else None, partition_by=("document",)
        )
        with pytest.raises(UsageError, match=told):
            export(job, Recipe())
    (tmp_path / "corpus.parquet").touch()
    with pytest.raises(UsageError, match="is a file"):
        laid_out(tmp_path, "split")


@pytest.mark.parametrize(("documents", "told"), [(("Sông", "sông"), "case"), (("a" * 300,), "too long")])
def test_names_that_are_no_folders_everywhere_are_refused(
    tmp_path: Path, documents: tuple[str, ...], told: str
) -> None:
    job = Job((bitext(tmp_path, documents),), ((tmp_path / "out.parquet").as_posix(),), partition_by=("document",))
    with pytest.raises(UsageError, match=told):
        export(job, Recipe())
    assert not list(tmp_path.glob("out.parquet/**/*.parquet"))


def test_partitions_are_not_written_over_what_they_are_made_of(tmp_path: Path) -> None:
    laid_out(tmp_path, "split")
    folder = (tmp_path / "corpus.parquet").as_posix()
    with pytest.raises(UsageError):
        export(Job((folder,), (folder,), partition_by=("split",)), SPLIT)


def test_a_corpus_in_partitions_is_a_library_of_test_sets(tmp_path: Path) -> None:
    laid_out(tmp_path, "split")
    found = certify([(tmp_path / "in.jsonl").as_posix()], [(tmp_path / "corpus.parquet").as_posix()])
    assert [each.name for each in found.sets] == [f"split={name}/0.parquet" for name in ("dev", "test", "train")]
    assert sum(each.exact for each in found.sets) == 40
