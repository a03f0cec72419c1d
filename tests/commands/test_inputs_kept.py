"""No command writes over one of its inputs, by whatever name."""

import os
from pathlib import Path

import pytest
from typer.testing import CliRunner

from songngu.cli import app
from songngu.corpus.errors import UsageError

_VI = "Trời hôm nay đẹp lắm.\n\nChúng tôi đi chợ mua ba con cá.\n"
_EN = "The weather is lovely today.\n\nWe went to the market to buy three fish.\n"
_GLOSSARY = "version: 1\nconcepts:\n  - id: ca\n    terms:\n      en: [fish]\n      vi:\n        - cá\n"
_TOML = """[[documents]]
source = "a.vi.txt"
target = "a.en.txt"
bitext = "kept.jsonl"
[glossary]
files = ["glossary.yaml"]
[export]
outputs = ["{}"]
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    Path("a.vi.txt").write_text(_VI, encoding="utf-8")
    Path("a.en.txt").write_text(_EN, encoding="utf-8")
    Path("rows.tsv").write_text("Trời đẹp.\tLovely weather.\nBa con cá.\tThree fish.\n" * 3, encoding="utf-8")
    Path("moses.vi").write_text("Trời đẹp.\nBa con cá.\n", encoding="utf-8")
    Path("moses.en").write_text("Lovely weather.\nThree fish.\n", encoding="utf-8")
    Path("terms.csv").write_text("vi,en\ncá,fish\n", encoding="utf-8")
    Path("base.csv").write_text("vi,en\ncá,fish\n", encoding="utf-8")
    Path("glossary.yaml").write_text(_GLOSSARY, encoding="utf-8")
    Path("known.json").write_text('{"version": 1, "findings": []}', encoding="utf-8")
    return tmp_path


def _bytes(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}


def _refused(line: str, *more: str) -> None:
    before = _bytes(Path())
    with pytest.raises(UsageError):
        raise CliRunner().invoke(app, [*line.split(), *more]).exception or AssertionError("not refused")
    assert {name: data for name, data in _bytes(Path()).items() if name in before} == before


@pytest.mark.parametrize(
    "line",
    [
        "align a.vi.txt a.en.txt -o a.vi.txt --format tsv",
        "align a.vi.txt a.en.txt -o ./a.en.txt --format jsonl",
        "align a.vi.txt a.en.txt -o new.tsv -o new.tsv",
        "align a.vi.txt a.en.txt --glossary glossary.yaml -o glossary.yaml --format tsv",
        "align moses.vi moses.en -o moses --format moses",
        "convert rows.tsv rows.tsv --force",
        "convert moses moses --from moses --to moses --force",
        "export rows.tsv -o rows.tsv --no-card",
        "export rows.tsv -o new.tsv --removed rows.tsv --no-card",
        "export moses --from moses -o moses --format moses --no-card",
        "export rows.tsv --against a.vi.txt -o a.vi.txt --format tsv --no-card",
        "duplicates a.vi.txt -o a.vi.txt",
        "duplicates . -o a.en.txt",
        "check rows.tsv -o rows.tsv",
        "check a.vi.txt a.en.txt --source-lang vi --target-lang en -o a.en.txt",
        "check a.vi.txt a.en.txt --glossary terms.csv -o terms.csv",
        "check a.vi.txt a.en.txt --baseline known.json -o known.json",
        "check a.vi.txt a.en.txt --baseline a.vi.txt --update-baseline",
        "check moses.vi moses.en -o moses.vi",
        "lexicon train rows.tsv -o rows.tsv",
        "glossary import glossary.yaml -o glossary.yaml",
        "glossary export glossary.yaml -o glossary.yaml",
        "glossary export -o glossary.yaml",
        "glossary merge glossary.yaml terms.csv -o terms.csv",
        "glossary merge glossary.yaml terms.csv --base base.csv -o base.csv",
    ],
)
def test_no_input_is_written_over(folder: Path, line: str) -> None:
    _refused(line)


@pytest.mark.skipif(os.name != "posix", reason="links of POSIX")
@pytest.mark.parametrize("kind", ["soft", "hard"])
@pytest.mark.parametrize(
    "line",
    [
        "align a.vi.txt a.en.txt --format tsv -o",
        "duplicates a.vi.txt -o",
        "check a.vi.txt a.en.txt -o",
        "export rows.tsv --against a.vi.txt --format tsv --no-card -o",
    ],
)
def test_not_through_a_link(folder: Path, line: str, kind: str) -> None:
    link = folder / "link.txt"
    link.symlink_to("a.vi.txt") if kind == "soft" else link.hardlink_to("a.vi.txt")
    _refused(line, "link.txt")


@pytest.mark.parametrize("output", ["a.vi.txt", "songngu.toml", "glossary.yaml", "kept.jsonl"])
def test_not_by_the_outputs_of_a_workspace(folder: Path, output: str) -> None:
    (folder / "songngu.toml").write_text(_TOML.format(output), encoding="utf-8")
    (folder / "kept.jsonl").write_text("", encoding="utf-8")
    before = {name: (folder / name).read_bytes() for name in ("a.vi.txt", "songngu.toml", "glossary.yaml")}
    result = CliRunner().invoke(app, ["build"])
    assert isinstance(result.exception, UsageError)
    assert {name: (folder / name).read_bytes() for name in before} == before


@pytest.mark.parametrize(
    "line",
    [
        "glossary fmt glossary.yaml",
        "glossary merge glossary.yaml terms.csv -o glossary.yaml",
        "check rows.tsv --baseline known.json --update-baseline",
        "align a.vi.txt a.en.txt -o out.tsv",
        "check a.vi.txt a.en.txt --fix --exit-zero",
    ],
)
def test_what_is_there_to_be_changed_is_changed_twice(folder: Path, line: str) -> None:
    for _ in range(2):
        result = CliRunner().invoke(app, line.split())
        assert not isinstance(result.exception, UsageError), result.exception
