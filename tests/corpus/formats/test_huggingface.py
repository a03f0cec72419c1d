from pathlib import Path

import polars as pl
import pytest
import yaml
from polars.testing import assert_frame_equal

from songngu.corpus.bitext import from_rows
from songngu.corpus.errors import InputError, UsageError
from songngu.corpus.formats import huggingface, read_bitext, write_bitext
from songngu.corpus.formats.reading import Reading


@pytest.fixture
def parted(bitext: pl.DataFrame) -> pl.DataFrame:
    names = ["train", "dev", "train", "test", None, "test", "train"]
    return bitext.with_columns(pl.lit(0.5).alias("score.x"), split=pl.Series(names))


def _front_matter(folder: Path) -> dict[str, object]:
    values: dict[str, object] = yaml.safe_load((folder / "README.md").read_text(encoding="utf-8").split("---\n")[1])
    return values


def _files(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())


def test_the_layout(parted: pl.DataFrame, tmp_path: Path) -> None:
    notes = write_bitext(parted, tmp_path / "corpus.hf")
    assert notes == ["1 row of no part of the split are in train"]
    assert _files(tmp_path / "corpus.hf") == [
        "README.md",
        "data/test-00000-of-00001.parquet",
        "data/train-00000-of-00001.parquet",
        "data/validation-00000-of-00001.parquet",
    ]
    train = pl.read_parquet(tmp_path / "corpus.hf" / "data" / "train-00000-of-00001.parquet")
    assert train.columns[:2] == ["id", "translation"]
    assert train.schema["translation"] == pl.Struct({"en": pl.Utf8, "vi": pl.Utf8})
    assert train.schema["status"] == pl.Utf8
    assert train["translation"][0] == {"en": "The Floating Market", "vi": "Chợ nổi trên sông"}
    assert train.height == 4


def test_the_card(parted: pl.DataFrame, tmp_path: Path) -> None:
    write_bitext(parted, tmp_path / "corpus.hf")
    card = _front_matter(tmp_path / "corpus.hf")
    assert card["language"] == ["vi", "en"]
    info = card["dataset_info"]
    assert info["features"][1] == {"name": "translation", "dtype": {"translation": {"languages": ["en", "vi"]}}}  # type: ignore[index]
    kinds = {feature["name"]: feature.get("dtype", feature.get("list")) for feature in info["features"]}  # type: ignore[index]
    assert kinds["row"] == "uint32" and kinds["source_ids"] == "uint32" and kinds["score.x"] == "float64"
    assert kinds["source_spans"] == [{"name": "start", "dtype": "uint64"}, {"name": "end", "dtype": "uint64"}]
    text = (tmp_path / "corpus.hf" / "README.md").read_text(encoding="utf-8")
    assert text.endswith("- train: 4 rows\n- validation: 1 row\n- test: 2 rows\n")
    (config,) = card["configs"]  # type: ignore[misc]
    assert config["data_files"][1] == {"split": "validation", "path": "data/validation-*"}


def test_names_that_yaml_would_take_for_something_else() -> None:
    kinds = {'score."a\n': pl.Float64(), "translation": pl.Struct({"no": pl.Utf8(), "vi": pl.Utf8()})}
    card = huggingface.dataset_card(("vi", "no"), [huggingface.DatasetPart("train", 1)], kinds)
    values = yaml.safe_load(card.split("---\n")[1])
    assert values["language"] == ["vi", "no"]
    assert values["dataset_info"]["features"][0]["name"] == 'score."a\n'
    assert values["dataset_info"]["features"][1]["dtype"]["translation"]["languages"] == ["no", "vi"]


def test_the_parts_come_back(parted: pl.DataFrame, tmp_path: Path) -> None:
    write_bitext(parted, tmp_path / "corpus.hf")
    back = read_bitext(tmp_path / "corpus.hf")
    order = pl.Series([0, 2, 4, 6, 1, 3, 5])
    assert_frame_equal(back, parted[order], check_column_order=False)
    for part in ("train", "validation", "test"):
        path = tmp_path / "corpus.hf" / "data" / f"{part}-00000-of-00001.parquet"
        pl.read_parquet(path).drop("split").write_parquet(path)
    assert read_bitext(tmp_path / "corpus.hf")["split"].to_list() == ["train"] * 4 + ["dev"] + ["test"] * 2


def test_many_rows_are_several_shards(bitext: pl.DataFrame, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(huggingface, "ROWS", 3)
    write_bitext(bitext.lazy(), tmp_path / "corpus.hf")
    assert _files(tmp_path / "corpus.hf" / "data") == [f"train-0000{shard}-of-00003.parquet" for shard in range(3)]
    assert_frame_equal(read_bitext(tmp_path / "corpus.hf"), bitext)
    write_bitext(bitext.head(3), tmp_path / "corpus.hf")
    assert _files(tmp_path / "corpus.hf" / "data") == ["train-00000-of-00001.parquet"]


def test_the_direction_is_kept_and_can_be_chosen(bitext: pl.DataFrame, tmp_path: Path) -> None:
    sides = ("source", "target", "source_lang", "target_lang")
    back_to_front = bitext.rename(dict(zip(sides, ("target", "source", "target_lang", "source_lang"), strict=True)))
    write_bitext(back_to_front.select(bitext.columns), tmp_path / "corpus.hf")
    assert read_bitext(tmp_path / "corpus.hf")["source_lang"].unique().to_list() == ["en"]
    turned = read_bitext(tmp_path / "corpus.hf", reading=Reading("c", ("vi", None)))
    assert turned.select(sides).equals(bitext.select(sides))
    write_bitext(bitext.with_columns(original=pl.lit("x")), tmp_path / "corpus.hf")
    turned = read_bitext(tmp_path / "corpus.hf", reading=Reading("c", ("en", "vi")))
    for part in ("", "_lang", "_file", "_spans", "_ids"):
        assert turned[f"source{part}"].to_list() == bitext[f"target{part}"].to_list()
    assert "original" not in turned.columns


def test_a_data_set_of_others(tmp_path: Path) -> None:
    for name in ("en-vi/train.parquet", "en-vi/valid.parquet", "other/x.parquet"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        pl.DataFrame({"translation": [{"en": name, "vi": "x"}]}).write_parquet(tmp_path / name)
    back = read_bitext(tmp_path, "huggingface")
    assert back.select("target", "split").rows() == [
        ("en-vi/train.parquet", "train"),
        ("en-vi/valid.parquet", "dev"),
        ("other/x.parquet", None),
    ]


def test_folders_that_hold_none(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no Parquet files in this folder"):
        read_bitext(tmp_path, "huggingface")
    with pytest.raises(InputError, match="cannot be read: no such file or folder"):
        read_bitext(tmp_path / "corpus.hf")
    (tmp_path / "x.parquet").write_bytes(b"PAR1")
    with pytest.raises(InputError, match="not a Parquet file"):
        read_bitext(tmp_path, "huggingface")


def test_what_cannot_be_written(bitext: pl.DataFrame, tmp_path: Path) -> None:
    (tmp_path / "file.hf").write_text("x", encoding="utf-8")
    with pytest.raises(UsageError, match="cannot write") as error:
        write_bitext(bitext, tmp_path / "file.hf")
    assert error.value.hint == "name a folder"
    with pytest.raises(UsageError, match=r"'a/b' cannot be the name of a part"):
        write_bitext(bitext.with_columns(split=pl.lit("a/b")), tmp_path / "b.hf")
    with pytest.raises(UsageError, match="do not name the language"):
        write_bitext(from_rows([{"source": "a", "target": "b"}]), tmp_path / "c.hf")
    assert not (tmp_path / "b.hf").exists() and not (tmp_path / "c.hf").exists()


def test_a_failure_leaves_no_folder(bitext: pl.DataFrame, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("songngu.corpus.formats.parquet.sink", fail)
    with pytest.raises(KeyboardInterrupt):
        write_bitext(bitext, tmp_path / "corpus.hf")
    assert list(tmp_path.iterdir()) == []
