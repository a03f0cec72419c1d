"""What a workspace says of a document holds for every command that reads it, from every working directory."""

import json
from collections.abc import Sequence
from pathlib import Path

import pytest
from typer.testing import CliRunner

from songngu.cli import app
from songngu.corpus.readers.extraction import Expectation
from songngu.workspace.declared import declared

VI = "Thư viện nhỏ ở Huế mở cửa năm 1998.\n\nMỗi tuần có ba trăm người đến mượn sách về nhà đọc.\n"
EN = "The small library in Hue opened in 1998.\n\nEvery week three hundred people come to borrow books.\n"
TOML = """[languages]
source = "vi"
target = "en-GB"
[[documents]]
source = "texts/*.vi.txt"
target = "texts/*.en.txt"
bitext = "bitexts/*.jsonl"
exclude = ["texts/old.*"]
encoding = "utf-16"
target-encoding = "cp037"
"""


@pytest.fixture
def workspace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "texts").mkdir()
    (tmp_path / "songngu.toml").write_text(TOML, encoding="utf-8")
    (tmp_path / "texts/a.vi.txt").write_bytes(VI.encode("utf-16-le"))
    (tmp_path / "texts/a.en.txt").write_bytes(EN.encode("cp037"))  # which nothing tells
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(*arguments: str | Path) -> tuple[int, str, str]:
    result = CliRunner().invoke(app, list(map(str, arguments)))
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result.exit_code, result.stdout, result.stderr


def texts_of(lines: str, side: str) -> list[str]:
    return [json.loads(line)[side] for line in lines.splitlines()]


def sentences(text: str) -> list[str]:
    return text.split("\n\n", maxsplit=1)[0].splitlines() + text.split("\n\n")[1].splitlines()


def test_what_is_declared(workspace: Path) -> None:
    assert declared("texts/a.vi.txt") == Expectation("vi", "utf-16", ("vi", "en-GB"))
    assert declared(workspace / "texts/a.en.txt") == Expectation("en-GB", "cp037", ("vi", "en-GB"))
    assert declared("texts/old.en.txt") == declared("b.txt") == Expectation(langs=("vi", "en-GB"))
    assert declared("-") == declared("/nowhere/at/all.txt") == Expectation()
    (workspace / "texts/pyproject.toml").write_text("[tool.other]\n", encoding="utf-8")
    assert declared("texts/a.vi.txt").encoding == "utf-16"
    (workspace / "songngu.toml").write_text(TOML.replace("cp037", "cp500"), encoding="utf-8")
    assert declared("texts/a.en.txt").encoding == "cp500"


def test_an_encoding_that_does_not_exist_is_told_with_its_line(workspace: Path) -> None:
    (workspace / "songngu.toml").write_text(TOML.replace("cp037", "cp03"), encoding="utf-8")
    error = CliRunner().invoke(app, ["check"]).exception
    assert "songngu.toml:10" in str(error) and "cp03" in str(error)


@pytest.mark.parametrize("folder", [".", "texts"])
def test_every_command_reads_by_it(workspace: Path, folder: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(folder)
    texts = workspace / "texts"
    pair = texts / "a.vi.txt", texts / "a.en.txt"
    assert run("segment", pair[1])[1].splitlines() == sentences(EN)
    code, out, _ = run("segment", pair[1], "--format", "json")
    assert (code, json.loads(out)["lang"]) == (0, "en-GB")
    code, out, _ = run("align", *pair, "-q", "--format", "jsonl")
    assert texts_of(out, "source") == sentences(VI) and texts_of(out, "target") == sentences(EN)
    assert run("check", *pair, "--format", "concise")[:2] == (0, "")
    (texts / "again.en.txt").write_bytes(EN.encode("cp037"))
    code, out, _ = run("duplicates", texts, "--min-words", "8")
    assert "again.en.txt" in out.splitlines()[0] and "exact" in out
    (texts / "again.en.txt").unlink()
    assert run("build", "-q")[0] == 0
    assert texts_of((workspace / "bitexts/a.jsonl").read_text(encoding="utf-8"), "target") == sentences(EN)
    assert run("check", workspace / "bitexts/a.jsonl", "--format", "concise")[:2] == (0, "")


def test_folders_and_options_that_win(workspace: Path) -> None:
    for side, text, codec in (("vi", VI, "utf-16-le"), ("en", EN, "cp037")):
        (workspace / side).mkdir()
        (workspace / side / "a.txt").write_bytes(text.encode(codec))
    (workspace / "songngu.toml").write_text(
        TOML.replace("texts/*.vi.txt", "vi/*").replace("texts/*.en.txt", "en/*"), encoding="utf-8"
    )
    assert run("align", "vi", "en", "-o", "out.jsonl", "-q")[0] == 0
    assert texts_of(Path("out.jsonl").read_text(encoding="utf-8"), "target") == sentences(EN)
    (workspace / "en/a.txt").write_text(EN, encoding="utf-8")
    assert run("segment", "en/a.txt", "--encoding", "utf-8")[1].splitlines() == sentences(EN)


GERMAN = "Die kleine Bücherei in der alten Stadt wurde im Jahr 1998 eröffnet und hat zwei Stockwerke.\n"


def _languages(*arguments: str) -> Sequence[str]:
    code, out, err = run("segment", *arguments, "--format", "json")
    assert code == 0, err
    return [json.loads(out)["lang"]]


def test_the_languages_expected(workspace: Path) -> None:
    (workspace / "songngu.toml").write_text('[languages]\nsource = "de-AT"\ntarget = "fr"\n', encoding="utf-8")
    Path("a.txt").write_text(GERMAN, encoding="utf-8")
    Path("short.txt").write_text("Kapitel 3\n", encoding="utf-8")
    assert (_languages("a.txt"), _languages("a.txt", "--lang", "de")) == (["de-AT"], ["de"])
    assert _languages("short.txt")[0] in ("de-AT", "fr")
    Path("vi.txt").write_text(VI, encoding="utf-8")
    assert _languages("vi.txt") == ["vi"]
