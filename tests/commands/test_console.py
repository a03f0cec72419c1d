"""What the commands say when they read: warnings, and sentences with their places."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from songngu.cli import app
from songngu.commands.console import warn_of_pair
from songngu.corpus.document import Document
from songngu.workspace.configuration import Pair
from songngu.workspace.documents import ReadingOptions, read_pair_files

ENGLISH = "This morning the old woman got up early and made a pot of porridge for the children before school."
VIETNAMESE = "Sáng nay bà cụ dậy sớm, nhóm bếp nấu nồi cháo đậu xanh cho mấy đứa cháu trước khi chúng đi học."


def read(
    source: str, target: str, langs: tuple[str, str], options: ReadingOptions | None = None
) -> tuple[Document, Document]:
    files = read_pair_files(Path(), Pair(source, target), langs, options or ReadingOptions())
    documents = files.read_as_asked((source, target), langs, trust=True)
    warn_of_pair(documents)
    return documents


def write(path: Path, text: str, encoding: str = "utf-8") -> str:
    path.write_text(text, encoding=encoding)
    return str(path)


def test_a_pair_is_read_with_warnings(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    left = write(tmp_path / "a.txt", ENGLISH + "\n")
    right = write(tmp_path / "b.txt", "\n".join([ENGLISH] * 30 + [VIETNAMESE] * 10))
    empty = write(tmp_path / "c.txt", "")
    documents = read(left, empty, ("vi", "en"))
    assert [len(document.sentences) for document in documents] == [1, 0]
    assert capsys.readouterr().err.splitlines() == [
        f"warning: {left}: reads as English, not Vietnamese; the two documents may be given the wrong way round",
        f"warning: {empty} holds no sentences",
    ]
    read(right, right, ("en", "vi"), ReadingOptions(pre_split=True))
    lines = capsys.readouterr().err.splitlines()
    assert len(lines) == 10
    assert lines[0] == f"warning: {right}:31:1: reads as Vietnamese in a document in English"
    assert lines[-1].startswith(f"warning: {right}: reads as English, not Vietnamese")


def test_many_warnings_are_counted(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    mixed = write(tmp_path / "b.txt", "\n".join([ENGLISH] * 60 + [VIETNAMESE] * 10))
    read(mixed, write(tmp_path / "c.txt", VIETNAMESE), ("en", "vi"))
    lines = capsys.readouterr().err.splitlines()
    assert lines[0] == f"warning: {mixed}:61:1: reads as Vietnamese in a document in English"
    assert lines[8] == "warning: 2 more like the last"


def test_the_encoding_of_a_pair(tmp_path: Path) -> None:
    left, right = (write(tmp_path / name, "chào", "utf-16-be") for name in ("a.txt", "b.txt"))
    for pre_split in (True, False):
        documents = read(left, right, ("vi", "vi"), ReadingOptions(pre_split, "utf-16-be"))
        assert [document.sentences[0].text for document in documents] == ["chào", "chào"]


def test_segment_shows_sentences_and_places(tmp_path: Path) -> None:
    page = write(tmp_path / "a.html", "<h1>Bến</h1>\n <p>Đò sang. Khách về.")
    assert CliRunner().invoke(app, ["segment", page]).stdout.splitlines() == ["Bến", "Đò sang.", "Khách về."]
    shown = json.loads(CliRunner().invoke(app, ["segment", page, "--format", "json"]).stdout)
    assert shown["sentences"][2] == {
        "id": 2, "text": "Khách về.", "span": [26, 35], "line": 2, "column": 14, "locator": "/html/body/p[1]",
        "block": 1, "kind": "paragraph", "level": 0,
    }  # fmt: skip


def test_segment_shows_times_and_warnings(tmp_path: Path) -> None:
    film = write(tmp_path / "a.srt", "1\n00:00:01,000 --> 00:00:02,500\nĐò ơi!\n")
    shown = json.loads(CliRunner().invoke(app, ["segment", film, "--format", "json"]).stdout)
    assert shown["sentences"][0]["time"] == [1000, 2500]
    old = tmp_path / "old.txt"
    old.write_bytes("S¸ng sím, bµ cô chÌo ®ß ®­a kh¸ch sang s«ng.".encode("latin-1"))
    result = CliRunner().invoke(app, ["segment", str(old)])
    assert result.stdout == "Sáng sớm, bà cụ chèo đò đưa khách sang sông.\n"
    assert "warning: " in result.stderr and "TCVN3" in result.stderr
