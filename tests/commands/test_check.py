"""The command `songngu check`: the language in which readers are told what was found."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from songngu.cli import app
from songngu.corpus.errors import InputError, UsageError


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "songngu.toml").write_text('[[documents]]\nsource = "*.vi.txt"\ntarget = "*.en.txt"\n')
    (tmp_path / "a.vi.txt").write_text("Quỹ có 40 tỷ đồng.\n", encoding="utf-8")
    (tmp_path / "a.en.txt").write_text("The fund holds 40 million dong.\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def check(*options: str) -> Result:
    result = CliRunner().invoke(app, ["check", *options])
    if result.exception and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result


def test_an_empty_bitext_is_told(folder: Path) -> None:
    (folder / "none.tsv").touch()
    assert "none.tsv: there are no rows in it" in check("none.tsv").stderr


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.tsv", "source\ttarget\tsource_lang\ttarget_lang\n"),
        ("a.csv", "vi,en\n"),
        ("a.tmx", '<tmx version="1.4"><header srclang="vi"/><body></body></tmx>'),
        ("a.po", 'msgid ""\nmsgstr ""\n"Language: vi\\n"\n'),
        ("a.jsonl", "\n"),
    ],
)
def test_a_bitext_of_a_header_alone_is_told(folder: Path, name: str, text: str) -> None:
    (folder / name).write_text(text, encoding="utf-8")
    assert f"{name}: there are no rows in it" in check(name).stderr


@pytest.mark.parametrize("options", [(), ("--diff",), ("--exit-zero",), ("--no-cache",)])
def test_what_cannot_be_read_is_told_and_the_others_are_checked(folder: Path, options: tuple[str, ...]) -> None:
    (folder / "b.vi.txt").write_bytes(b"\x89PNG\r\n\x1a\n\0\0")
    (folder / "b.en.txt").write_text("A lamp.\n")
    found = check(*options)
    assert found.exit_code == 3
    assert "error: b.vi.txt: is a picture (PNG)\nhint: " in found.stderr
    assert ("40 million" in found.stdout) is (options != ("--diff",))
    with pytest.raises(UsageError, match="not all could be read"):
        check("--baseline", "known.json", "--update-baseline")
    with pytest.raises(InputError, match="is a picture"):
        check("b.vi.txt")


def test_a_bitext_that_cannot_be_read_is_told_and_the_others_are_checked(folder: Path) -> None:
    (folder / "a.tsv").write_text("vi\ten\nCó 3 con mèo.\tThere are 4 cats.\n", encoding="utf-8")
    (folder / "b.tmx").write_text("<tmx><body>")
    found = check("b.tmx", "a.tsv", "--select", "NUM")
    assert (found.exit_code, "NUM010" in found.stdout) == (3, True)
    assert "error: b.tmx:1" in found.stderr


def test_readers_are_told_in_their_language_from_the_cache_too() -> None:
    for _ in range(2):
        told = check("--ui-lang", "vi")
        assert "từ chỉ bậc lớn khác nhau: “40 tỷ” / “40 million”" in told.stdout
        assert (told.exit_code, told.stderr) == (1, "Phát hiện 1 lỗi\n")
    assert "scale word differs: “40 tỷ” / “40 million”" in check().stdout
    assert "từ chỉ bậc lớn" in check("--ui-lang", "vi", "--statistics").stdout


def test_programs_are_told_in_english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LANG", "vi_VN.UTF-8")
    finding = json.loads(check("--ui-lang", "vi", "--format", "json").stdout)["findings"][0]
    assert finding["message"] == "scale word differs: “40 tỷ” / “40 million”"
    assert "scale word differs" in check().stdout


def test_a_language_that_is_not_spoken_is_refused() -> None:
    with pytest.raises(UsageError, match="fr"):
        check("--ui-lang", "fr")
