"""Bitexts that are kept."""

from pathlib import Path

import pytest
from typer.testing import CliRunner

from songngu.cli import app
from songngu.corpus.bitext import from_rows
from songngu.corpus.errors import InputError, UsageError
from songngu.corpus.formats import read_bitext, write_bitext
from songngu.workspace.kept import DISPLACED, decided_in, tell_carried
from songngu.workspace.reviewed import Carried

LANGS = ("vi", "en")


def kept(path: Path, status: str, target: str = "Hello.") -> tuple[str, str]:
    row = {"id": "a", "document": "d", "row": 0, "source": "Chào.", "target": target, "status": status}
    write_bitext(from_rows([{**row, "source_lang": "vi", "target_lang": "en"}]), path)
    return str(path), path.suffix[1:]


def test_the_first_output_with_decisions_is_told(tmp_path: Path) -> None:
    untouched, reviewed = kept(tmp_path / "a.tsv", "auto"), kept(tmp_path / "b.jsonl", "accepted")
    assert decided_in([untouched, reviewed, ("-", "tsv"), (str(tmp_path / "gone.tsv"), "tsv")], LANGS) == reviewed[0]
    assert decided_in([untouched], LANGS) is None


def test_different_decisions_and_broken_files_are_refused(tmp_path: Path) -> None:
    outputs = [kept(tmp_path / "a.tsv", "accepted"), kept(tmp_path / "b.jsonl", "edited", "Hi.")]
    with pytest.raises(UsageError, match="hold different decisions"):
        decided_in(outputs, LANGS)
    (tmp_path / "c.jsonl").write_text("{broken", encoding="utf-8")
    with pytest.raises(InputError) as told:
        decided_in([(str(tmp_path / "c.jsonl"), "jsonl")], LANGS)
    assert "written over" in (told.value.hint or "")


def test_what_no_longer_stands_is_put_aside_once(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    kept(path, "accepted")
    carried = Carried(read_bitext(path).clear(), read_bitext(path), 2)
    for _ in range(2):
        told = list(tell_carried(carried, path, "a.jsonl"))
    assert len(told) == 2
    assert read_bitext(path.with_name("a.jsonl" + DISPLACED)).height == 1
    assert list(tell_carried(None, path, "a.jsonl")) == []


def test_lines_rewritten_by_hand_are_not_written_over(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for lang, text in (
        ("vi", "Ông lão ra bờ sông.\n\nTrời sắp mưa.\n"),
        ("en", "The old man went out.\n\nRain was near.\n"),
    ):
        Path(f"a.{lang}.txt").write_text(text, encoding="utf-8")
    call = ["align", "a.vi.txt", "a.en.txt", "-o", "out.moses", "-q"]
    for _ in range(2):
        assert CliRunner().invoke(app, call).exit_code == 0
    edited = Path("out.en").read_text(encoding="utf-8").replace("Rain was near", "Soon it would rain")
    Path("out.en").write_text(edited, encoding="utf-8")
    done = CliRunner().invoke(app, call)
    assert isinstance(done.exception, UsageError) and "line 2" in str(done.exception)
    assert Path("out.en").read_text(encoding="utf-8") == edited
    Path("out.en").write_text(edited + "one more\n", encoding="utf-8")
    assert isinstance(CliRunner().invoke(app, call).exception, InputError)
