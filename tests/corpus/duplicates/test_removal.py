"""Copies without what stands twice."""

import json
from pathlib import Path

import pytest

from songngu.corpus.bitext import from_rows
from songngu.corpus.document import Span
from songngu.corpus.duplicates import removal
from songngu.corpus.duplicates.removal import without
from songngu.corpus.formats import write_bitext
from tests.corpus.duplicates.searched import BITEXT, BODY, TEXT, invoke, write


@pytest.mark.parametrize(
    ("encoding", "end"), [("utf-8", "\n"), ("utf-8-sig", "\r\n"), ("utf-16", "\r\n"), ("utf-8", "\r")]
)
def test_copies_keep_encoding_and_line_ends(here: Path, encoding: str, end: str) -> None:
    original = write(here / "in" / "a.txt", TEXT.replace("\n", end), encoding).read_bytes()
    write(here / "in" / "sub" / "c.txt", "Không lặp.")
    write(here / "in" / "b.tsv", BITEXT.replace("\n", "\r\n"))
    code, out, err = invoke("in", "--remove", "-o", "out")
    assert (code, err) == (0, "") and out
    expected = TEXT.replace("\n".join(BODY) + "\nHết", "Hết").replace("\n", end)
    assert (here / "out" / "a.txt").read_bytes() == expected.encode(encoding)
    assert (here / "in" / "a.txt").read_bytes() == original
    assert (here / "out" / "sub" / "c.txt").read_bytes() == "Không lặp.".encode()
    kept = BITEXT.replace("Xin chào\tHello\n", "", 1).replace("\n", "\r\n")
    assert (here / "out" / "b.tsv").read_bytes() == kept.encode()
    ledger = [json.loads(line) for line in (here / "out" / "dropped.jsonl").read_text(encoding="utf-8").splitlines()]
    assert [entry["type"] for entry in ledger] == ["passage", "row"]
    assert ledger[0]["text"] == end.join(BODY)
    assert (ledger[0]["dropped"]["lines"], ledger[0]["repeats"]["lines"]) == ([6, 8], [2, 4])
    assert invoke("out/a.txt", "--fail") == (0, "", "")


def test_passages_stay_in_files_that_are_no_text(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(here / "a.txt", TEXT)
    monkeypatch.setattr(removal, "encoding_of", lambda raw, data: None)
    assert "cannot be removed from a file of this kind" in invoke("a.txt", "--remove", "-o", "out")[2]
    assert not (here / "out").exists()


@pytest.mark.parametrize("name", ["a.hf", "a.moses"])
def test_bitexts_of_several_files_are_not_copied(here: Path, name: str) -> None:
    langs = {"source_lang": "vi", "target_lang": "en", "document": "quay", "status": "auto"}
    write_bitext(from_rows([{"source": "Thuyền", "target": "Boat", **langs, "row": 0, "id": "1"}]), here / name)
    assert "rows cannot be removed from" in invoke(name, "--remove", "-o", "out")[2]


def test_rows_are_removed_from_lines_only(here: Path) -> None:
    rows = '{"source": "a", "target": "b"}\n\n{"target": "b", "source": "a", "mine": 1}\n{"source": "c", "target": "d"}'
    write(here / "a.jsonl", rows)
    assert invoke("a.jsonl", "--remove", "-o", "out")[0] == 0
    assert (here / "out" / "a.jsonl").read_text(encoding="utf-8") == "\n".join(rows.split("\n")[i] for i in (0, 1, 3))
    unit = "<tu><tuv xml:lang='vi'><seg>Xin chào</seg></tuv><tuv xml:lang='en'><seg>Hello</seg></tuv></tu>"
    header = "<header srclang='vi' datatype='plaintext' segtype='sentence' adminlang='en' o-tmf='x'"
    header += " creationtool='x' creationtoolversion='1'/>"
    write(here / "a.tmx", f"<tmx version='1.4'>{header}<body>{unit}{unit}</body></tmx>")
    assert "row 2: repeats a.tmx:row 1 (both, exact" in invoke("a.tmx")[1]
    assert "rows cannot be removed from TMX" in invoke("a.tmx", "--remove", "-o", "new")[2]


ROWS = ["Đò sang sông\tThe ferry", "Chợ nổi họp sớm\tThe market", "Đò sang sông\tThe ferry", "Mưa\tRain"]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize(
    "head", [[], ["vi\ten"], ["Bảng từ\t", "vi\ten"], ["", "vi\ten", ""], ["vi\ten", "\t", "Gió\tWind", "\t"]]
)
def test_the_line_of_the_row_goes_whatever_stands_above_it(here: Path, head: list[str], end: str) -> None:
    (here / "a.tsv").write_bytes((end.join((*head, *ROWS)) + end).encode())
    assert invoke("a.tsv", "--remove", "-o", "out")[0] == 0
    assert (here / "out" / "a.tsv").read_bytes().decode() == end.join((*head, *ROWS[:2], ROWS[3])) + end


@pytest.mark.parametrize("end", ["\n", "\r"])
def test_a_row_without_an_end_of_line_goes(here: Path, end: str) -> None:
    rows = ['{"vi": "Đò", "en": "Ferry"}', '{"vi": "Mưa", "en": "Rain"}', '{"vi": "Đò", "en": "Ferry"}']
    (here / "a.jsonl").write_bytes(end.join(rows).encode())
    assert invoke("a.jsonl", "--remove", "-o", "out")[0] == 0
    assert (here / "out" / "a.jsonl").read_bytes().decode() == end.join(rows[:2]) + end


@pytest.mark.parametrize(
    ("text", "cut", "left"),
    [
        ("một hai ba", "hai", "một ba"),
        ("một hai", "hai", "một"),
        ("một hai", "một", "hai"),
        ("a\n  một  \nb", "một", "a\nb"),
        ("a\r\nmột", "một", "a\r\n"),
        ("một\r\rb", "một", "\rb"),
        ("một", "một", ""),
    ],
)
def test_a_cut_leaves_no_gap(text: str, cut: str, left: str) -> None:
    start = text.index(cut)
    assert without(text, [Span(start, start + len(cut))]) == left


def test_cuts_that_touch_are_one() -> None:
    assert without("abcdefgh", [Span(4, 6), Span(1, 3), Span(2, 5)]) == "agh"
    assert without("abc", []) == "abc"
