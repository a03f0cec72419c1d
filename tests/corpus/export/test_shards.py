import gzip
import json
from pathlib import Path

import polars as pl
import pytest

from songngu.corpus.bitext import from_rows
from songngu.corpus.errors import UsageError
from songngu.corpus.export.delivery import Exported, Job, export
from songngu.corpus.export.recipe import Recipe, SplitTable, Texts
from songngu.corpus.export.shards import parse_size
from songngu.corpus.formats import read_bitext, write_bitext


def bitext(folder: Path, count: int = 400) -> str:
    rows = [
        {
            "document": f"text-{number // 10}", "row": number % 10, "source": f"Câu số {number} của truyện.",
            "target": f"Sentence {number} of the tale.", "source_lang": "vi", "target_lang": "en", "status": "auto",
        }
        for number in range(count)
    ]  # fmt: skip
    path = folder / "in.jsonl"
    write_bitext(from_rows(rows), path)
    return path.as_posix()


def sharded(folder: Path, output: str, size: int, recipe: Recipe | None = None, *inputs: str) -> Exported:
    job = Job(inputs or (bitext(folder),), ((folder / output).as_posix(),), shard_size=size)
    return export(job, recipe or Recipe())


@pytest.mark.parametrize("name", ["corpus.parquet", "corpus.tsv", "corpus.tmx", "corpus.jsonl", "corpus.tsv.gz"])
def test_shards_are_the_rows_in_order_in_files_of_about_a_size(tmp_path: Path, name: str) -> None:
    source = bitext(tmp_path, 3000 if name.endswith("parquet") else 400)
    export(Job((source,), ((tmp_path / name).as_posix(),), card=False), Recipe())
    whole = read_bitext(tmp_path / name)
    size = (tmp_path / name).stat().st_size // 3
    done = sharded(tmp_path, name, size, None, source)
    paths = [Path(path) for path in done.written]
    stem, _, suffix = name.partition(".")
    assert [path.name for path in paths] == [f"{stem}-{k:05}-of-{len(paths):05}.{suffix}" for k in range(len(paths))]
    assert len(paths) >= 3
    assert all(path.stat().st_size <= 1.1 * size for path in paths)
    parts = [read_bitext(path) for path in paths]
    assert [part.height for part in parts] == list(done.written.values())
    assert pl.concat(parts).select("source", "target", "document").equals(whole.select("source", "target", "document"))
    again = export(Job((tmp_path.joinpath(f"{stem}-*").as_posix(),), ((tmp_path / "again.tsv").as_posix(),)), Recipe())
    assert again.rows == whole.height


def test_the_manifest_names_each_shard_with_its_rows(tmp_path: Path) -> None:
    recipe = Recipe(split=SplitTable(shares="train=0.8,test=0.2", verify=False))
    done = sharded(tmp_path, "corpus.tsv", 9000, recipe)
    told = json.loads((tmp_path / "corpus.manifest.json").read_text(encoding="utf-8"))["outputs"]
    names = {each["path"]: each["rows"] for each in told}
    assert names == {Path(path).name: rows for path, rows in done.written.items()}
    assert {name[:12] for name in names} == {"corpus.train", "corpus.test-"}
    assert sum(names.values()) == 400


def test_shards_of_an_earlier_export_go_and_others_stay(tmp_path: Path) -> None:
    first = sharded(tmp_path, "corpus.tsv", 4000)
    (tmp_path / "corpus-2.tsv").write_text("a\tb\n", encoding="utf-8")
    second = sharded(tmp_path, "corpus.tsv", 20_000, None, tmp_path.joinpath("in.jsonl").as_posix())
    assert len(first.written) > len(second.written)
    there = {path.name for path in tmp_path.glob("corpus-*.tsv")}
    assert there == {"corpus-2.tsv", *(Path(path).name for path in second.written)}


def test_a_shard_that_is_read_is_not_written_over(tmp_path: Path) -> None:
    done = sharded(tmp_path, "corpus.tsv", 4000)
    shard = next(iter(done.written))
    before = Path(shard).read_bytes()
    with pytest.raises(UsageError, match="one of the files read"):
        sharded(tmp_path, "corpus.tsv", 9000, None, shard)
    assert Path(shard).read_bytes() == before


def test_a_folder_is_read_without_the_shards_that_are_written_there(tmp_path: Path) -> None:
    first = sharded(tmp_path, "corpus.tsv", 4000)
    again = sharded(tmp_path, "corpus.tsv", 4000, None, tmp_path.as_posix())
    assert again.rows == first.rows == 400


def test_texts_and_nothing_in_shards(tmp_path: Path) -> None:
    done = sharded(tmp_path, "chat.jsonl", 9000, Recipe(texts=Texts(kind="chat", both=True)))
    lines = [line for path in done.written for line in Path(path).read_text(encoding="utf-8").splitlines()]
    assert len(lines) == 800 == sum(done.written.values())
    none = sharded(tmp_path, "none.tsv.gz", 9000, Recipe(filters={"length": "500.."}))
    shard = tmp_path / "none-00000-of-00001.tsv.gz"
    assert none.written[shard.as_posix()] == 0
    assert gzip.decompress(shard.read_bytes()).startswith(b"id\t")


@pytest.mark.parametrize(
    ("output", "problem"),
    [("-", "standard output"), ("a.hf", "several"), ("a.moses", "several"), ("a.parquet", "without rows")],
)
def test_what_cannot_be_cut(tmp_path: Path, output: str, problem: str) -> None:
    path, format = ("-", "tsv") if output == "-" else ((tmp_path / output).as_posix(), None)
    with pytest.raises(UsageError, match=problem):
        export(Job((bitext(tmp_path),), (path,), format, shard_size=9), Recipe())


def test_sizes() -> None:
    assert [parse_size(text) for text in ("200MB", "1.5 gb", "64KiB", "9B")] == [200_000_000, 1_500_000_000, 65_536, 9]
    for wrong in ("", "200", "MB", "-1MB", "0B", "1,5GB", "٣MB", "nan GB", "1e3MB"):
        with pytest.raises(UsageError, match="no size"):
            parse_size(wrong)
