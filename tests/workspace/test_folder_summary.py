"""What became of the pairs of two folders: the worst first, in text, JSON and a page that say the same."""

import json
from pathlib import Path

import pytest
from lxml import html
from typer.testing import CliRunner

from songngu.align.pairing import Pairing
from songngu.cli import app
from songngu.corpus.errors import UsageError
from songngu.workspace.folder_summary import check_summary, worst_first, write_summary
from songngu.workspace.folders import JobResult, Outcome, PairJob
from songngu.workspace.pair_figures import PairFigures

EMPTY = Pairing((), (Path("vi/lẻ.txt"),), passed_over=(Path("vi/a.png"),))


def result(name: str, outcome: Outcome, figures: PairFigures | None = None, *messages: str) -> JobResult:
    paths = (Path(lang) / f"{name}.txt" for lang in ("vi", "en", "out", "stamps"))
    return JobResult(PairJob(*paths), outcome, messages, figures)


RESULTS = [
    result("đủ", Outcome.WRITTEN, PairFigures(10, 0.9996, 0.0, 0.0, 0)),
    result("thiếu", Outcome.KEPT, PairFigures(10, 0.99, 0.4, 0.0, 0)),
    result("chép", Outcome.WRITTEN, PairFigures(10, 0.999, 0.0, 0.7, 3)),
    result("rỗng", Outcome.EMPTY, PairFigures(2, None, 1.0, 0.0, 0), "warning: nothing"),
    result("hỏng", Outcome.FAILED, None, "<is a picture>"),
]


ORDER = ["hỏng", "rỗng", "chép", "thiếu", "đủ"]


def test_the_worst_come_first() -> None:
    assert [each.job.source.stem for each in worst_first(RESULTS)] == ORDER


def test_all_forms_say_the_same(tmp_path: Path) -> None:
    for suffix in ("txt", "json", "html"):
        write_summary(RESULTS, EMPTY, tmp_path / f"s.{suffix}")
    lines = (tmp_path / "s.txt").read_text(encoding="utf-8").splitlines()
    assert [Path(line.split(": ")[0]).stem for line in lines] == [*ORDER, "lẻ"]
    assert "0.999" in lines[4] and "70%" in lines[2] and "<is a picture>" in lines[0]
    told = json.loads((tmp_path / "s.json").read_text(encoding="utf-8"))
    assert [Path(pair["source"]).stem for pair in told["pairs"]] == ORDER
    assert told["pairs"][2]["copies"] == 0.7 and told["pairs"][2]["other_language"] == 3
    assert (told["unpaired"], told["passed_over"]) == (["vi/lẻ.txt"], ["vi/a.png"])
    tree = html.document_fromstring((tmp_path / "s.html").read_text(encoding="utf-8"))
    rows = [row.text_content() for row in tree.xpath("//tbody/tr")]
    assert all(name in row for name, row in zip(ORDER, rows, strict=True))
    assert "<is a picture>" in rows[0] and "0.999" in rows[4] and "lẻ" in tree.xpath("//li")[0].text


def test_a_summary_of_another_kind_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="text, JSON or a page"):
        check_summary(tmp_path / "s.xlsx")
    done = CliRunner().invoke(
        app, ["align", __file__, str(Path(__file__).parent / "conftest.py"), "--summary", "s.txt"]
    )
    assert isinstance(done.exception, UsageError)


def test_a_folder_is_summed_up_though_nothing_changed(tmp_path: Path) -> None:
    for lang, text in (("vi", "Con đò cập bến lúc sáu giờ.\n"), ("en", "The ferry docks at six o'clock.\n")):
        (tmp_path / lang).mkdir()
        (tmp_path / lang / "a.txt").write_text(text + "SONGNGU 2.0\n", encoding="utf-8")
    call = ["align", str(tmp_path / "vi"), str(tmp_path / "en"), "-o", str(tmp_path / "out"), "--jobs", "1"]
    told = []
    for outcome in ("written", "kept"):
        done = CliRunner().invoke(app, [*call, "--summary", str(tmp_path / "s.json"), "--no-copies"])
        assert done.exit_code == 0, done.output
        told.append(json.loads((tmp_path / "s.json").read_text(encoding="utf-8"))["pairs"][0])
        assert told[-1]["outcome"] == outcome
    assert told[0]["rows"] == told[1]["rows"] == 2
    assert told[1]["copies"] == 0.5
    assert (tmp_path / "out" / "a.tmx").read_text(encoding="utf-8").count("<tuv ") == 2
