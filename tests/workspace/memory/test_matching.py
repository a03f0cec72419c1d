"""Matches shown."""

from pathlib import Path

from tests.commands.memories import matches, run


def test_edits_are_words_of_both_texts(memory: Path) -> None:
    best = matches(memory, "Mô hình này to hơn mô hình kia.")[0]
    assert [(each["old"], each["new"]) for each in best["edits"]] == [("nhỏ", "to")]
    shown = run("match", memory, "Mô hình này to hơn mô hình kia.").stdout
    assert "[-nhỏ-]{+to+}" in shown
    assert "nothing like it" in run("match", memory, "Trời mưa.").stdout
