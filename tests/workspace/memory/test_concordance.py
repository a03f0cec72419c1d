"""How a phrase was rendered so far."""

from pathlib import Path

import pytest

from tests.commands.memories import ROWS, bitext, found, row, run


@pytest.fixture
def memory(tmp_path: Path) -> Path:
    path = tmp_path / "m.db"
    run("add", path, bitext(tmp_path / "news.jsonl", [row(*pair, document="news") for pair in ROWS]))
    return path


def test_marks_of_a_hit(memory: Path) -> None:
    hit = found(memory, "mô hình")["hits"][1]
    assert hit["source"][slice(*hit["source_match"])] == "Mô hình"
    assert hit["target"][slice(*hit["target_match"])] == "model"
    hit = found(memory, "Liang Wenfeng")["hits"][0]
    assert hit["side"] == "target"
    assert hit["source"][slice(*hit["source_match"])] == "Lương Văn Phong"
    assert hit["target"][slice(*hit["target_match"])] == "Liang Wenfeng"


def test_marks_stand_in_a_decomposed_text(tmp_path: Path) -> None:
    run("add", tmp_path / "m.db", bitext(tmp_path / "d.jsonl", [row("Một mo\u0302 hi\u0300nh hay.", "A good model.")]))
    hit = found(tmp_path / "m.db", "mô hình")["hits"][0]
    assert hit["source"][slice(*hit["source_match"])] == "mo\u0302 hi\u0300nh"


def test_search_for_a_person(memory: Path) -> None:
    shown = run("search", memory, "mô hình").stdout
    assert shown.startswith("2 found")
    assert "[Mô hình] này" in shown
    assert "with other marks" in run("search", memory, "mô hinh").stdout
    assert "apart" in run("search", memory, "công ty Hàng Châu").stdout
    assert "2 found, 1 shown" in run("search", memory, "mô hình", "--limit", 1).stdout


def test_memories_together_and_in_either_direction(memory: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.db"
    turned = {"source": "A small model.", "target": "Một mô hình nhỏ.", "source_lang": "en", "target_lang": "vi"}
    run("add", other, bitext(tmp_path / "en.jsonl", [turned, row("Mô hình tốt.", "A good model.")]))
    assert found(other, "model")["total"] == found(other, "mô hình")["total"] == 2
    value = found(memory, "mô hình", "--also", other)
    assert (value["total"], len(value["hits"])) == (4, 4)
    assert {hit["memory"] for hit in value["hits"]} == {"m.db", "other.db"}
