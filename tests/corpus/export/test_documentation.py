"""The manifest and the card beside a corpus: true to the files, and the same wherever the corpus was made."""

import hashlib
import json
from pathlib import Path

import pytest
import yaml

from songngu.corpus.bitext import from_rows
from songngu.corpus.export.delivery import Job, export
from songngu.corpus.export.recipe import Recipe, Source, SplitTable
from songngu.corpus.formats import write_bitext

RECIPE = Recipe(
    filters={"ratio": 3},
    split=SplitTable(shares="train=0.5,test=0.5", by="cluster"),
    sources={"boats": Source(name="Boats of the delta", licence="CC BY 4.0")},
)
ROWS = [
    {"id": f"{k:016x}", "document": "boats", "row": k, "source": source, "source_lang": "vi"}
    | {"target": target, "target_lang": "en", "status": "auto"}
    for k, (source, target) in enumerate(
        [
            ("Con thuyền đầu tiên đã về bến từ rất sớm.", "No."),
            ("Lưới vá xong phơi trên sào tre.", "The mended nets hang on bamboo poles."),
            ("Chủ quán rót trà cho khách quen.", "The owner pours tea for her regulars."),
            ("Nước lớn vào lúc nửa đêm.", "High tide comes at midnight."),
            ("Bọn trẻ chạy dọc con đê.", "Children run along the dyke."),
            ("Chợ tan khi nắng vừa lên.", "The market closes as the sun rises."),
            ("Ông lão kể chuyện bão năm xưa.", "An old man tells of a storm long ago."),
            ("Ghe hàng chất đầy dừa khô.", "The cargo boat is piled with dry coconuts."),
            ("Mưa rơi trên mái lá suốt chiều.", "Rain falls on palm roofs all afternoon."),
        ]
    )
]


def made(folder: Path, output: str, *, card: bool = True) -> list[Path]:
    folder.mkdir()
    write_bitext(from_rows(ROWS), folder / "in.tsv")
    done = export(Job((str(folder / "in.tsv"),), (str(folder / output),), card=card), RECIPE)
    return [Path(path) for path in done.documentation]


def test_the_manifest_tells_what_was_written(tmp_path: Path) -> None:
    papers = made(tmp_path / "a", "corpus.tsv")
    names = ("manifest.json", "card.html", "card.md", "croissant.json")
    assert [path.name for path in papers] == [f"corpus.{name}" for name in names]
    told = json.loads(papers[0].read_text(encoding="utf-8"))
    assert told["rows"] == {"read": 9, "kept": 8}
    assert told["removed"] == [{"reason": "ratio", "rows": 1}]
    assert [(file["path"], file["split"], file["rows"]) for file in told["outputs"]] == [
        ("corpus.train.tsv", "train", 4),
        ("corpus.test.tsv", "test", 4),
    ]
    for file in told["outputs"]:
        data = (tmp_path / "a" / file["path"]).read_bytes()
        assert (file["sha256"], file["bytes"]) == (hashlib.sha256(data).hexdigest(), len(data))
    assert told["inputs"][0]["path"] == "in.tsv"
    assert told["recipe"]["filters"] == {"empty": {"least": None, "most": 0.0}, "ratio": {"least": None, "most": 3.0}}
    assert told["recipe"]["duplicates"] == {"remove": "none", "similarity": 0.6}
    assert told["sources"][0]["licence"] == "CC BY 4.0"
    assert "created" not in told
    assert "license: cc-by-4.0" in papers[2].read_text(encoding="utf-8")


def test_papers_do_not_depend_on_where_they_are_made(tmp_path: Path) -> None:
    first, second = (made(tmp_path / name, "corpus.parquet") for name in ("a", "b"))
    assert [path.read_bytes() for path in first] == [path.read_bytes() for path in second]
    assert not any(str(tmp_path) in path.read_text(encoding="utf-8") for path in first)


def test_a_day_is_told_where_one_is_given(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "86400")
    told = json.loads(made(tmp_path / "a", "corpus.tsv")[0].read_text(encoding="utf-8"))
    assert told["created"] == "1970-01-02"


def test_without_a_card(tmp_path: Path) -> None:
    assert made(tmp_path / "a", "corpus.tsv", card=False) == []
    assert sorted(path.name for path in (tmp_path / "a").iterdir()) == [
        "corpus.removed.jsonl", "corpus.test.tsv", "corpus.train.tsv", "in.tsv",
    ]  # fmt: skip


def test_a_folder_has_its_card_inside(tmp_path: Path) -> None:
    made(tmp_path / "a", "corpus.hf")
    folder = tmp_path / "a" / "corpus.hf"
    card = (folder / "README.md").read_text(encoding="utf-8")
    _, front, text = card.split("---\n", 2)
    told = yaml.safe_load(front)
    files = {each["split"]: each["path"] for each in told["configs"][0]["data_files"]}
    assert files == {"train": ["data/train-00000-of-00001.parquet"], "test": ["data/test-00000-of-00001.parquet"]}
    assert all((folder / path).is_file() for paths in files.values() for path in paths)
    assert told["dataset_info"]["features"][1] == {
        "name": "translation",
        "dtype": {"translation": {"languages": ["en", "vi"]}},
    }
    assert told["license"] == "cc-by-4.0"
    assert "| ratio | 1 |" in text
    manifest = json.loads((tmp_path / "a" / "corpus.manifest.json").read_text(encoding="utf-8"))
    assert [(file["path"], file["split"], file["rows"]) for file in manifest["outputs"]] == [
        ("corpus.hf/data/train-00000-of-00001.parquet", "train", 4),
        ("corpus.hf/data/test-00000-of-00001.parquet", "test", 4),
    ]


def test_notes_name_no_folder_of_the_machine(tmp_path: Path) -> None:
    papers = made(tmp_path / "a", "corpus.moses")
    told = json.loads(papers[0].read_text(encoding="utf-8"))
    assert any(note.startswith("corpus.train.moses: no place for") for note in told["notes"])
    assert all(str(tmp_path) not in path.read_text(encoding="utf-8") for path in papers)


def test_very_many_inputs_are_listed_in_a_table(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("songngu.corpus.export.documentation._MOST", 3)
    (tmp_path / "in").mkdir()
    for number in range(5):
        text = f"vi\ten\nĐò số {number} sang sông.\tFerry {number} crosses.\n"
        (tmp_path / "in" / f"{number}.tsv").write_text(text, encoding="utf-8")
    export(Job((str(tmp_path / "in"),), (str(tmp_path / "out.jsonl"),)), Recipe())
    told = json.loads((tmp_path / "out.manifest.json").read_text(encoding="utf-8"))["inputs"]
    assert [(each["path"], each["rows"]) for each in told] == [("out.inputs.tsv", 5)]
    lines = (tmp_path / "out.inputs.tsv").read_text(encoding="utf-8").splitlines()
    assert [line.split("\t")[0] for line in lines] == ["path", *(f"{number}.tsv" for number in range(5))]
