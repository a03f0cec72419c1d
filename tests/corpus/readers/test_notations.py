"""Text files that are no plain text: read as what they are, refused by name, or told to be read with their marks."""

from pathlib import Path

import pytest

from songngu.corpus import read_document
from songngu.corpus.errors import InputError
from songngu.corpus.readers.assets import holds_no_text
from songngu.corpus.readers.notations import markup_named, notation_of

CUES = "1\n00:00:01,000 --> 00:00:02,000\nĐò cập bến.\n\n2\n00:00:03,000 --> 00:00:04,000\nNước lên.\n"
FLAT = (
    '<?xml version="1.0"?><office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:meta>x</office:meta><office:body><office:text>'
    "<text:p>Đò cập bến.</text:p><text:p>Nước lên.</text:p></office:text></office:body></office:document>"
)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.txt", CUES),
        ("a", CUES.replace("\n", "\r\n")),
        ("a.sub", "WEBVTT\n\n00:01.000 --> 00:02.000\nĐò cập bến.\n\n00:03.000 --> 00:04.000\nNước lên.\n"),
        ("a.txt", "<!DOCTYPE html>\n<html><body><p>Đò cập bến.</p><p>Nước lên.</p></body></html>"),
        ("a.page", "<p>Đò <b>cập</b> bến.</p>\n<p>Nước lên.</p>\n"),
        ("a.fodt", FLAT),
        ("a.xml", FLAT),
    ],
)
def test_what_is_told_by_its_beginning_is_read_as_such(tmp_path: Path, name: str, text: str) -> None:
    (tmp_path / name).write_text(text, encoding="utf-8", newline="")
    document = read_document(tmp_path / name, "vi")
    assert [sentence.text for sentence in document.sentences] == ["Đò cập bến.", "Nước lên."]
    assert len(document.warnings) == (name != "a.fodt")


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ('<?xml version="1.0"?>\n<article><para>Đò cập bến.</para></article>', "XML (article)"),
        ('<svg xmlns="http://www.w3.org/2000/svg"><text>Đò</text></svg>', "XML (svg)"),
        ("<root>\n <a>Đò cập bến.</a>\n</root>\n", "XML (root)"),
        ('\ufeff<tmx version="1.4"><body/></tmx>', "XML (tmx)"),
        ('{\n "a": "Đò cập bến."\n}\n', "JSON"),
        ('["Đò cập bến."]', "JSON"),
        ('{"source": "Đò"}\n{"source": "Bến"}\n', "JSON Lines"),
        ('{\n"cells": [],\n"nbformat": 4}', "a Jupyter notebook"),
        ("[Script Info]\nTitle: x\n", "subtitles (ASS)"),
        ("{0}{50}Đò cập bến.\n", "subtitles (MicroDVD)"),
        ("0:00:01.000,0:00:02.000\nĐò cập bến.\n", "subtitles (SBV or SubViewer)"),
        ("[INFORMATION]\n[TITLE] x\n00:00:01.00,00:00:02.00\r\nĐò[br]cập bến.\n", "subtitles (SBV or SubViewer)"),
        ("//Font\n$FontName = Arial\n00:00:01:00 , 00:00:02:00 , Đò cập bến.\n", "subtitles (STL)"),
        ("[ar:Mai]\n[00:12.00]Đò cập bến.\n", "timed lyrics (LRC)"),
        ("From: a@b.example\nMIME-Version: 1.0\n\nĐò cập bến.\n", "a mail message"),
        ('# Mai\nmsgid ""\nmsgstr "Language: vi"\n', "a catalogue of messages (PO)"),
    ],
)
def test_what_is_no_document_is_refused_by_name(tmp_path: Path, text: str, title: str) -> None:
    path = tmp_path / "a.txt"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(InputError, match="is ") as caught:
        read_document(path, "vi")
    assert str(caught.value).endswith(f"is {title}")
    assert caught.value.hint
    assert holds_no_text(path.rename(tmp_path / "a.data"), frozenset({".txt"}))


@pytest.mark.parametrize(
    "text",
    [
        "<3 là hình trái tim.", "<b>Chú ý</b>: đò cập bến.", "{ngoặc} mở đầu câu.", "[1] Lê Mai, Bến đò.", "[12]",
        "From: Mai\nTo: Lan\n\nChị ơi.", "1\nMột.", "<Mai> Đò đến chưa?\n<Lan> Chưa.", "{", "[", "<p", "",
    ],
)  # fmt: skip
def test_prose_is_no_notation(text: str) -> None:
    assert notation_of(text.encode()) is None


@pytest.mark.parametrize(
    ("name", "told"), [("a.rst", "is reStructuredText"), ("a.yaml", "is YAML"), ("a.txt", "looks like LaTeX")]
)
def test_markup_that_stays_in_the_sentences_is_told(tmp_path: Path, name: str, told: str) -> None:
    (tmp_path / name).write_text("\\documentclass{x}\nĐò cập bến.\n", encoding="utf-8")
    assert read_document(tmp_path / name, "vi").warnings == (
        f"{told}, read as plain text: its marks stay in the sentences",
    )


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("\\section{Bến}\n\nĐò \\emph{cập} bến.\n", "LaTeX"),
        ("Bến\n===\n\n.. note:: Đò cập bến.\n", "reStructuredText"),
        ("Đò cập :ref:`bến <ben>`.\n", "reStructuredText"),
        ("= Bến\n:toc:\n\nĐò cập bến.\n", "AsciiDoc"),
        ("Đò cập [[Bến Tre|bến]].\n", "wiki markup"),
        ("#+TITLE: Bến\n\nĐò cập bến.\n", "Org"),
        ("h1. Bến\n\nĐò cập bến.\n", "Textile"),
        ('#set page(paper: "a4")\nĐò cập bến.\n', "Typst"),
        ("=head1 BẾN\n\nĐò cập bến.\n\n=cut\n", "POD"),
        ('"ben" = "Đò cập bến.";\n', "a list of strings"),
        ("[ben]\n# một\nten = Đò cập bến.\n", "a list of settings"),
        ("---\ntitle: Bến\n---\n\nĐò cập bến.\n", "Markdown"),
        ("Đò cập bến.\n\n```sh\nls\n```\n", "Markdown"),
        ("Đò cập [bến](https://ben.example).\n", "Markdown"),
    ],
)
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_markup_in_a_plain_text_is_told_by_what_it_holds(tmp_path: Path, text: str, title: str, end: str) -> None:
    (tmp_path / "a.txt").write_bytes(text.replace("\n", end).encode())
    told = read_document(tmp_path / "a.txt", "vi").warnings
    assert told == (f"looks like {title}, read as plain text: its marks stay in the sentences",)


def test_prose_looks_like_no_markup() -> None:
    for text in (
        "= Bến =", "Bến\n---\nĐò.", "[1] Đò.", "Gửi: Mai\nNgày: 3", "[Bến]\nĐò đến.", "Nó nói: `ừ`.", "#1 Bến",
        "'Đò' và ''bến''", "a = \"b\";c", "*Bến*", "{{Bến}}", "---", ". . .", "Xem (https://ben.example).", "",
    ):  # fmt: skip
        assert markup_named(".txt", text.encode()) is None, text


@pytest.mark.parametrize("name", ["a.qmd", "a.Rmd", "a.mkd", "a.mdown", "a.xht", "a.shtml"])
def test_other_suffixes_of_markdown_and_pages(tmp_path: Path, name: str) -> None:
    text = "<p>Đò <b>cập</b> bến.</p>" if "ht" in name else "Đò **cập** bến.\n\n```{r}\nprint(1)\n```\n"
    (tmp_path / name).write_text(text, encoding="utf-8")
    document = read_document(tmp_path / name, "vi")
    assert ([sentence.text for sentence in document.sentences], document.warnings) == (["Đò cập bến."], ())


@pytest.mark.parametrize(
    ("name", "text", "title"),
    [("dem.1", '.\\" x\n.TH DEM 1\n.SH TÊN\ndem - đếm đò\n', "troff"), ("a.rtf", "{\\pard Đò.\\par}", "a part of RTF")],
)
def test_a_page_of_a_manual_and_a_part_of_rtf_are_told(tmp_path: Path, name: str, text: str, title: str) -> None:
    (tmp_path / name).write_text(text, encoding="utf-8")
    (told,) = read_document(tmp_path / name, "vi").warnings
    assert told.endswith(f" {title}, read as plain text: its marks stay in the sentences")


def test_cues_behind_a_line_of_their_own_are_subtitles() -> None:
    cues = "1\n00:00:01,000 --> 00:00:02,000\nĐò cập bến.\n\n2\n00:00:03,000 --> 00:00:04,000\n\n"
    for text in (f"Lời dịch: Mai\n\n{cues}", "00:01.000 --> 00:02.000\nĐò.\n\n00:03.000 --> 00:04.000\nBến.\n"):
        kind = notation_of(text.encode())
        assert kind is not None and kind.reader == "subtitles"
    for text in (cues.partition("\n2\n")[0], cues + "Đò đến.\n" * 40, "a --> b\n" * 3):
        assert notation_of(f"Bài.\n{text}".encode()) is None
