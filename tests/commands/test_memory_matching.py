"""`songngu memory match` and `songngu memory pretranslate`."""

import csv
import json
from pathlib import Path

import pytest

from songngu.corpus.errors import UsageError
from tests.commands.memories import PAIRS, TEXT, bitext, job, matches, row, run


def test_exact_in_any_unicode_form(memory: Path) -> None:
    best = matches(memory, "Mo\u0302 hi\u0300nh na\u0300y nho\u0309 hơn mô hình kia.")[0]
    assert (best["score"], best["kind"], best["edits"]) == (100, "exact", [])


def test_numbers_are_carried_over_in_the_convention_of_the_target(memory: Path) -> None:
    best = matches(memory, "Công ty hoà vốn sau 4 năm và có 1.250,5 tỷ đồng.")[0]
    assert best["target"] == "The company broke even after 4 years and has 1,250.5 billion dong."
    assert best["adapted"]
    assert 90 <= best["score"] < 100
    back = matches(memory, "The company broke even after 8 years and has 1,250.5 billion dong.")[0]
    assert back["target"] == "Công ty hoà vốn sau 8 năm và có 1.250,5 tỷ đồng."


def test_what_cannot_be_carried_over_is_left(memory: Path, tmp_path: Path) -> None:
    run("add", memory, bitext(tmp_path / "e.jsonl", [row("Có 3 và 3 con.", "There are 3 and 3 of them.")]))
    assert not matches(memory, "Có 4 và 5 con.")[0]["adapted"]
    assert not matches(memory, "Công ty hoà vốn sau 3 tháng và có 5,5 tỷ đồng.")[0]["adapted"]


def test_names_are_carried_over(memory: Path) -> None:
    best = matches(memory, "Anh Nam gửi thư cho Hoa.")[0]
    assert (best["target"], best["adapted"]) == ("Nam sent a letter to Hoa.", True)


def test_a_match_in_its_context_comes_first(tmp_path: Path) -> None:
    rows = [
        row("Có.", "There is.", document="a", id="1"), row("Không.", "No.", document="a", id="2"),
        row("Em đi chưa?", "Have you left?", document="b", id="3"), row("Có.", "I have.", document="b", id="4"),
    ]  # fmt: skip
    run("add", tmp_path / "m.db", bitext(tmp_path / "d.jsonl", rows))
    text = tmp_path / "t.txt"
    text.write_text("Em đi chưa?\n\nCó.\n", encoding="utf-8")
    found = matches(tmp_path / "m.db", text, "--limit", 1, "--source-lang", "vi")
    assert [(match["target"], match["kind"]) for match in found] == [
        ("Have you left?", "context"),
        ("I have.", "context"),
    ]


def test_penalties(tmp_path: Path) -> None:
    memory = tmp_path / "m.db"
    rows = [
        row("Một con mèo đen.", "A black cat.", id="1", status="accepted"),
        row("Một con mèo đen.", "Black cat.", id="2"),
        row("Một con mèo đen.", "A dark cat.", id="3", probability=0.5),
    ]  # fmt: skip
    run("add", memory, bitext(tmp_path / "d.jsonl", rows))
    found = matches(memory, "Một con mèo đen.", "--penalty-unreviewed", 3)
    assert [match["score"] for match in found] == [100, 97, 92]


def test_a_machine_made_row_loses_points(tmp_path: Path) -> None:
    tmx = tmp_path / "a.tmx"
    tmx.write_text(
        '<?xml version="1.0"?><tmx version="1.4"><header srclang="vi" datatype="plaintext" segtype="sentence" '
        'adminlang="en" o-tmf="x" creationtool="x" creationtoolversion="1"/><body><tu creationid="MT">'
        '<tuv xml:lang="vi"><seg>Một con mèo.</seg></tuv><tuv xml:lang="en"><seg>A cat.</seg></tuv></tu></body></tmx>',
        encoding="utf-8",
    )
    run("add", tmp_path / "m.db", tmx)
    assert matches(tmp_path / "m.db", "Một con mèo.")[0]["score"] == 85
    assert matches(tmp_path / "m.db", "Một con mèo.", "--penalty-machine", 0)[0]["score"] == 100


def test_languages(memory: Path) -> None:
    with pytest.raises(UsageError, match="no telling"):
        run("match", memory, "123")
    assert matches(memory, "x" * 5000, "--source-lang", "vi") == []
    assert matches(memory, PAIRS[0][0], "--source-lang", "vi", "--target-lang", "fr") == []


def test_the_analysis(memory: Path, tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    for name in ("a.txt", "b.txt", ".hidden.txt"):
        (tmp_path / "in" / name).write_text(TEXT, encoding="utf-8")
    value = json.loads(run("pretranslate", memory, tmp_path / "in", "--format", "json").stdout)
    bands = {band: counts["segments"] for band, counts in value["total"].items() if counts["segments"]}
    assert bands == {"100": 1, "95-99": 1, "new": 1, "repetitions": 5, "total": 8}
    assert len(value["files"]) == 2
    assert value["files"][0]["bands"]["100"] == {"segments": 1, "words": 13, "characters": 46}
    table = list(csv.DictReader(run("pretranslate", memory, tmp_path / "in", "--format", "csv").stdout.splitlines()))
    assert table[-1] == {"file": "all files", "match": "total", "segments": "8", "words": "70", "characters": "226"}
    assert "<td>8</td>" in run("pretranslate", memory, tmp_path / "in", "--format", "html").stdout
    assert "repetitions" in run("pretranslate", memory, tmp_path / "in" / "a.txt").stdout


def test_no_job(memory: Path, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    with pytest.raises(UsageError, match="no file"):
        run("pretranslate", memory, tmp_path / "empty")
    with pytest.raises(UsageError, match="suffix"):
        run("pretranslate", memory, job(tmp_path), "-o", tmp_path / "out.zzz")
    with pytest.raises(UsageError, match="holds nothing"):
        run("pretranslate", memory, job(tmp_path), "--target-lang", "fr")


def test_what_the_reader_of_a_job_has_to_say_is_told(memory: Path, tmp_path: Path) -> None:
    (tmp_path / "a.tex").write_text("Công ty \\emph{hoà vốn} sau 3 năm.\n", encoding="utf-8")
    assert "a.tex: is LaTeX, read as plain text" in run("pretranslate", memory, tmp_path / "a.tex").stderr
