"""Folders and tables of very many documents paired by content, here and by several processes."""

import json
from pathlib import Path

import polars as pl
import pytest
from typer.testing import CliRunner

from songngu.align.pairing import Pairing
from songngu.cli import app
from songngu.corpus.errors import UsageError
from songngu.workspace import folders as module
from songngu.workspace.documents import ReadingOptions
from songngu.workspace.evidence import Evidence
from songngu.workspace.folders import pair_folders
from songngu.workspace.runners.local import LocalRunner

_PAIRS = [
    ("Con mèo đen ngủ trên mái nhà cũ suốt mùa hè.", "The black cat sleeps on the old roof all summer."),
    ("Bác sĩ khám bệnh cho 37 trẻ em trong bệnh viện.", "The doctor examines 37 children in the hospital."),
    ("Ngân hàng tăng lãi suất vì lạm phát.", "The bank raises interest rates because of inflation."),
    ("Đội bóng thắng trận chung kết tại Lisboa.", "The football team wins the final match in Lisboa."),
]


@pytest.fixture
def sides(tmp_path: Path) -> tuple[Path, Path]:
    for number, (vi, en) in enumerate(_PAIRS):
        for name, text in ((f"vi/{number}.txt", vi), (f"en/{'cdab'[number]}.txt", en)):
            place = tmp_path / name
            place.parent.mkdir(exist_ok=True)
            place.write_text(text + "\n", encoding="utf-8")
    (tmp_path / "en" / "e.txt").write_text("Nobody knows anything about this.\n", encoding="utf-8")
    return tmp_path / "vi", tmp_path / "en"


def _found(sides: tuple[Path, Path], output: Path, runner: LocalRunner) -> Pairing:
    evidence = Evidence(("vi", "en"))
    return pair_folders(sides, evidence, ReadingOptions(), by_content=True, output=output, runner=runner)


@pytest.mark.slow
def test_the_same_pairs_by_any_number_of_processes(
    sides: tuple[Path, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    few = _found(sides, tmp_path / "out", LocalRunner())
    monkeypatch.setattr(module, "MOST_COMPARED", 0)
    many = _found(sides, tmp_path / "out", LocalRunner())
    assert [(a.stem, b.stem) for a, b in many.pairs] == [("0", "c"), ("1", "d"), ("2", "a"), ("3", "b")]
    assert (many.pairs, many.unpaired) == (few.pairs, few.unpaired)
    assert many == _found(sides, tmp_path / "other", LocalRunner(2))
    assert not list(tmp_path.rglob("pairing-*"))


def test_pairs_are_looked_for_once(sides: tuple[Path, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A run that is stopped while it aligns them begins with those it found; other documents are looked at anew."""
    monkeypatch.setattr(module, "MOST_COMPARED", 0)
    found = _found(sides, tmp_path / "out", LocalRunner())
    with monkeypatch.context() as patch:
        patch.setattr("songngu.align.document_index.pair_documents", None)
        assert _found(sides, tmp_path / "out", LocalRunner()) == found
    (sides[1] / "e.txt").unlink()
    assert _found(sides, tmp_path / "out", LocalRunner()).unpaired == ()


def test_unread_files_and_assets_among_many(
    sides: tuple[Path, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "MOST_COMPARED", 0)
    (sides[1] / "z.txt").write_bytes(b"\x89PNG\x00\x01\x02")
    (sides[0] / "logo.png").write_bytes(b"\x89PNG\x00\x01\x02")
    found = _found(sides, tmp_path / "out", LocalRunner())
    assert len(found.pairs) == 4 and [path.name for path in found.unpaired] == ["e.txt"]
    assert len(found.unread) == 1 and "z.txt" in found.unread[0] and [p.name for p in found.passed_over] == ["logo.png"]


def _table(path: Path, **columns: list[str | None]) -> None:
    pl.DataFrame(columns).write_parquet(path)


def test_a_table_of_documents(sides: tuple[Path, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "en" / "broken.txt").write_bytes(b"\x89PNG\x00\x01\x02")
    sources = [f"vi/{number}.txt" for number in range(4)]
    _table(
        Path("t.parquet"),
        source=[*sources, None, None],
        target=["en/a.txt", "en/b.txt", "en/c.txt", "en/d.txt", "en/e.txt", "en/broken.txt"],
        id=list("ABCDEF"),
    )
    done = CliRunner().invoke(
        app, ["align", "--pairs", "t.parquet", "--pair-by", "content", "-o", "out", "--jobs", "1"]
    )
    assert done.exit_code == 3 and "E has no partner" in done.stderr and "broken.txt" in done.stderr
    told = json.loads(Path("out/manifest.json").read_text(encoding="utf-8"))
    assert (told["pairs"], told["failed"]) == (4, 1)
    rows = pl.concat([pl.read_parquet(f"out/{part['file']}") for part in told["parts"]])
    assert set(rows["document"].unique()) == {"A+C", "B+D", "C+A", "D+B"}


def test_a_table_of_texts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    sides = list(zip(*_PAIRS, strict=True))
    _table(Path("t.parquet"), source=list(sides[0]), target=list(sides[1][::-1]))
    done = CliRunner().invoke(
        app, ["align", "--pairs", "t.parquet", "--pair-by", "content", "-o", "out", "--jobs", "1"]
    )
    assert done.exit_code == 0, (done.output, done.exception)
    told = json.loads(Path("out/manifest.json").read_text(encoding="utf-8"))
    assert told["pairs"] == 4
    assert "may be no pair" not in done.stderr


def test_doubtful_pairs_are_told(sides: tuple[Path, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("songngu.align.document_index.FIRM_DISTINCTION", 2.0)
    monkeypatch.setattr(module, "MOST_COMPARED", 0)
    texts = list(zip(*_PAIRS, strict=True))
    _table(Path("t.parquet"), source=list(texts[0]), target=list(texts[1]), id=list("ABCD"))
    for inputs in (["--pairs", "t.parquet"], ["vi", "en", "--source-lang", "vi", "--target-lang", "en"]):
        done = CliRunner().invoke(
            app, ["align", *inputs, "--pair-by", "content", "-o", f"out-{len(inputs)}", "--jobs", "1"]
        )
        assert done.stderr.count("may be no pair") == 4, (done.output, done.exception)
    paired = pl.read_parquet("out-2/paired.parquet")
    assert paired["id"].to_list() == ["A+A", "B+B", "C+C", "D+D"] and paired["doubtful"].all()
    assert paired["likeness"].is_between(0.25, 1).all() and paired["target"].to_list() == list("ABCD")


def test_few_pairs_that_others_are_nearly_as_like_are_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for number, (source, target) in enumerate([*_PAIRS[:2], _PAIRS[0]]):
        for folder, text in (("vi", source), ("en", target)):
            (tmp_path / folder).mkdir(exist_ok=True)
            (tmp_path / folder / f"{number}-{folder}.txt").write_text(text, encoding="utf-8")
    langs = ["--source-lang", "vi", "--target-lang", "en"]
    done = CliRunner().invoke(
        app, ["align", "vi", "en", *langs, "--pair-by", "content", "-o", "out", "--jobs", "1", "--summary", "s.json"]
    )
    assert done.exit_code == 0 and done.stderr.count("may be no pair") == 2, (done.output, done.exception)
    pairs = json.loads(Path("s.json").read_text(encoding="utf-8"))["pairs"]
    assert {pair["source"]: pair["doubtful"] for pair in pairs} == {
        "vi/0-vi.txt": True,
        "vi/1-vi.txt": False,
        "vi/2-vi.txt": True,
    }
    assert all(0.3 <= pair["likeness"] <= 1 for pair in pairs)


@pytest.mark.parametrize(
    "columns",
    [
        {"source": ["một hai"], "target": [None]},
        {"source": ["một hai"]},
        {"source": ["mèo đen", "chó"], "target": ["black cat", "dog"], "source_lang": ["vi", "de"]},
        {"source": ["a.txt", "chó"], "target": ["b.txt", "dog"]},
        {"source": ["mèo"], "target": ["seventeen elephants"]},
    ],
)
def test_tables_that_cannot_be_paired(
    columns: dict[str, list[str | None]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    _table(Path("t.parquet"), **columns)
    line = ["align", "--pairs", "t.parquet", "--pair-by", "content", "-o", "out", "--jobs", "1"]
    done = CliRunner().invoke(app, [*line, "--source-lang", "vi", "--target-lang", "en"])
    assert isinstance(done.exception, UsageError), (done.output, done.exception)
