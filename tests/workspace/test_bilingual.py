"""`songngu align FILE`: a file that holds both languages, as a table or as a document."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from songngu.cli import app
from songngu.corpus.errors import SongnguError

TEXT = """Quán trà nhỏ nằm cuối con hẻm.

The small teahouse stands at the end of an alley.

Mỗi sáng bà nhóm bếp lúc 5 giờ.

Every morning she lights the stove at 5 o'clock.
"""
PAIRS = [
    ("Quán trà nhỏ nằm cuối con hẻm.", "The small teahouse stands at the end of an alley."),
    ("Mỗi sáng bà nhóm bếp lúc 5 giờ.", "Every morning she lights the stove at 5 o'clock."),
]


def invoke(*args: object) -> tuple[int, str]:
    done = CliRunner().invoke(app, [str(arg) for arg in args])
    assert done.exception is None or isinstance(done.exception, SystemExit | SongnguError)
    error = done.exception
    return (error.exit_code, str(error)) if isinstance(error, SongnguError) else (done.exit_code, done.stderr)


def rows(path: Path) -> list[dict[str, object]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def texts(path: Path) -> list[tuple[object, object]]:
    return [(row["source"], row["target"]) for row in rows(path)]


@pytest.fixture
def out(tmp_path: Path) -> Path:
    return tmp_path / "out.jsonl"


def test_a_document_is_parted(tmp_path: Path, out: Path) -> None:
    path = tmp_path / "both.txt"
    path.write_text(TEXT, encoding="utf-8")
    assert invoke("align", path, "-q", "-o", out) == (0, "")
    assert texts(out) == PAIRS
    assert {(row["source_file"], row["target_file"], row["document"]) for row in rows(out)} == {
        ("both.txt", "both.txt", "both")
    }
    spans = rows(out)[0]["target_spans"]
    assert isinstance(spans, list)
    assert TEXT[spans[0][0] : spans[0][1]] == PAIRS[0][1]
    code, said = invoke("align", path, path, "-o", out)
    assert (code, "itself" in said) == (2, True)


def test_what_a_person_decided_stays(tmp_path: Path, out: Path) -> None:
    path = tmp_path / "both.txt"
    path.write_text(TEXT, encoding="utf-8")
    invoke("align", path, "-q", "-o", out)
    out.write_text(out.read_text(encoding="utf-8").replace('"auto"', '"accepted"', 1), encoding="utf-8")
    assert invoke("align", path, "-q", "-o", out)[0] == 0
    assert [row["status"] for row in rows(out)] == ["accepted", "auto"]


def test_the_rows_of_a_table_stay_as_they_are(tmp_path: Path, out: Path) -> None:
    path = tmp_path / "both.csv"
    lines = ["STT;Tiếng Việt;English", *(f"{n};{vi};{en}" for n, (vi, en) in enumerate(PAIRS, start=1))]
    path.write_text("\r\n".join(lines), encoding="utf-8-sig")
    code, said = invoke("align", path, "-q", "-o", out)
    assert (code, "left out: STT" in said) == (0, True)
    assert texts(out) == PAIRS
    assert invoke("align", path, "-q", "-o", out, "--columns", "English,Tiếng Việt")[0] == 0
    assert texts(out) == [pair[::-1] for pair in PAIRS]
    assert {(row["source_lang"], row["target_lang"], row["document"]) for row in rows(out)} == {("en", "vi", "both")}


def test_what_is_refused(tmp_path: Path, out: Path) -> None:
    path = tmp_path / "both.txt"
    path.write_text(TEXT, encoding="utf-8")
    assert invoke("align", tmp_path, "-o", out)[0] == 2
    assert invoke("align", tmp_path / "none.txt", "-o", out)[0] == 3
    assert invoke("align", path, "-o", path, "--format", "jsonl")[0] == 2
    path.write_text(PAIRS[0][0], encoding="utf-8")
    code, said = invoke("align", path, "-o", out)
    assert (code, "one language only" in said) == (2, True)
    assert not out.exists()
