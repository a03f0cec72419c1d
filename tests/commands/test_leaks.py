"""The command `songngu leaks`."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from songngu.cli import app
from songngu.corpus.bitext import from_rows
from songngu.corpus.errors import UsageError
from songngu.corpus.formats import write_bitext

LINES = [
    ("Chuyến đò cuối cùng rời bến lúc chín giờ tối.", "The last ferry leaves the quay at nine in the evening."),
    ("Ông lái đò già cất tiếng gọi khách sang sông.", "The old ferryman called out to those who would cross."),
    ("Sương mù dày đặc phủ kín cả khúc sông rộng lớn.", "A thick fog lay over the whole wide bend of the river."),
]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    rows = [
        {"id": f"{n}", "source": s, "target": t, "source_lang": "vi", "target_lang": "en"}
        for n, (s, t) in enumerate(LINES)
    ]
    write_bitext(from_rows(rows), tmp_path / "corpus.parquet")
    (tmp_path / "tests" / "river").mkdir(parents=True)
    write_bitext(from_rows(rows[:1]), tmp_path / "tests" / "exact.tsv")
    edited = LINES[1][1].replace("called", "cried")
    (tmp_path / "tests" / "river" / "lines.txt").write_text(f"{edited}\n{LINES[2][1].upper()}\n", encoding="utf-8")
    (tmp_path / "tests" / "other.txt").write_text("Nothing of the kind was ever written here.\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_the_command(folder: Path) -> None:
    run = CliRunner().invoke(app, ["leaks", "corpus.parquet", "--against", "tests", "--fail"])
    assert run.exit_code == 1
    assert "exact.tsv (2 texts): 1 row stands in it: 1 exactly" in run.stdout
    run = CliRunner().invoke(
        app, ["leaks", "corpus.parquet", "--against", "tests/other.txt", "--fail", "--format", "json"]
    )
    assert run.exit_code == 0
    assert json.loads(run.stdout)["sets"][0]["exact"] == 0
    assert isinstance(CliRunner().invoke(app, ["leaks", "corpus.parquet"]).exception, UsageError)
