"""What an export did, as lines."""

from pathlib import Path

from songngu.corpus.bitext import from_rows
from songngu.corpus.export import Job, Recipe, export
from songngu.corpus.export.leaks import SCHEMA as LEAKS
from songngu.corpus.export.report import examples, leaks_report, summary
from songngu.corpus.formats import write_bitext


def test_rows_are_counted_by_what_became_of_them(tmp_path: Path) -> None:
    rows = [("Một hai ba bốn năm sáu.", "One."), ("Chào.", "Hello."), ("", "Hi.")]
    langs = {"source_lang": "vi", "target_lang": "en", "status": "auto", "document": "d"}
    write_bitext(
        from_rows({"id": str(k), "row": k, "source": a, "target": b, **langs} for k, (a, b) in enumerate(rows)),
        tmp_path / "in.tsv",
    )
    job = Job((str(tmp_path / "in.tsv"),), (str(tmp_path / "out.tsv"),))
    done = export(job, Recipe(filters={"ratio": 3}))
    lines = list(summary(done))
    assert lines[0] == "3 rows read, 1 kept"
    assert [line.split() for line in lines[1:]] == [["1", "empty"], ["1", "ratio"]]
    shown = list(examples(done))
    assert [line.split()[0] for line in shown[::3]] == ["empty", "ratio"]
    assert shown[3].startswith("ratio 6")
    assert shown[4].strip() == "Một hai ba bốn năm sáu."


def test_without_leaks_there_is_nothing_to_tell() -> None:
    assert list(leaks_report(LEAKS.to_frame())) == []
