"""Matches shown."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.commands.memories import bitext, row, run

PAIRS = [
    ("Mô hình ngôn ngữ lớn đang thay đổi cách chúng ta làm việc.", "Large language models are changing our work."),
    ("Công ty hoà vốn sau 3 năm và có 5,5 tỷ đồng.", "The company broke even after 3 years and has 5.5 billion dong."),
    ("Anh Nam gửi thư cho Lan.", "Nam sent a letter to Lan."),
    ("Mô hình này nhỏ hơn mô hình kia.", "This model is smaller than the other one."),
]


@pytest.fixture
def memory(tmp_path: Path) -> Path:
    path = tmp_path / "m.db"
    run("add", path, bitext(tmp_path / "d.jsonl", [row(*pair, document="d") for pair in PAIRS]))
    return path


def matches(memory: Path, text: str | Path, *options: object) -> list[dict[str, Any]]:
    value = json.loads(run("match", memory, text, "--format", "json", *options).stdout)
    assert value["version"] == 1
    return [match for segment in value["segments"] for match in segment["matches"]]


def test_edits_are_words_of_both_texts(memory: Path) -> None:
    best = matches(memory, "Mô hình này to hơn mô hình kia.")[0]
    assert [(each["old"], each["new"]) for each in best["edits"]] == [("nhỏ", "to")]
    shown = run("match", memory, "Mô hình này to hơn mô hình kia.").stdout
    assert "[-nhỏ-]{+to+}" in shown
    assert "nothing like it" in run("match", memory, "Trời mưa.").stdout
