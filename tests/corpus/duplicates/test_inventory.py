import json
import re
from pathlib import Path

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from typer.testing import CliRunner

from songngu.cli import app
from songngu.corpus.bitext import from_rows
from songngu.corpus.document import Document, Span
from songngu.corpus.duplicates import duplicates_frame, find_duplicates, removal
from songngu.corpus.duplicates import page as pages
from songngu.corpus.duplicates.collection import decode, encoding_of, read_collection
from songngu.corpus.duplicates.page import differences
from songngu.corpus.duplicates.removal import without
from songngu.corpus.errors import InputError, SongnguError
from songngu.corpus.formats import write_bitext

BODY = [
    "Sớm nay sương phủ kín bến đò, chẳng trông thấy bờ bên kia đâu cả.",
    "Người lái đò khoác áo tơi, ngồi chờ những chuyến khách đầu tiên.",
    "Mặt trời lên, sương tan dần và tiếng gà từ xóm chài vọng lại.",
]
TEXT = "\n".join(["Bến đò", *BODY, "Một dòng khác hẳn.", *BODY, "Hết."]) + "\n"
BITEXT = "source\ttarget\nXin chào\tHello\nXin chào\tHello\nxin chào\tHi\nTạm biệt\tHello\n"


def invoke(*arguments: str | Path) -> tuple[int, str, str]:
    result = CliRunner().invoke(app, ["duplicates", *map(str, arguments)])
    if isinstance(result.exception, SongnguError):
        hint = f"\nhint: {result.exception.hint}" if result.exception.hint else ""
        return result.exception.exit_code, result.stdout, f"error: {result.exception}{hint}"
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result.exit_code, result.stdout, result.stderr


def write(path: Path, text: str, encoding: str = "utf-8") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode(encoding))
    return path


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


# Reports


def test_both_places_are_named_and_fail_is_for_ci(here: Path) -> None:
    write(here / "a.txt", TEXT)
    line = "a.txt:6-8: repeats a.txt:2-4 (exact, similarity 1.00, 42 words)\n"
    assert invoke("a.txt") == (0, line, "")
    assert invoke("a.txt", "--fail") == (1, line, "")
    assert invoke("a.txt", "--fail", "--min-words", "50") == (0, "", "")


def test_json_and_jsonl_say_the_same(here: Path) -> None:
    write(here / "a.txt", TEXT)
    write(here / "b.tsv", BITEXT)
    whole = json.loads(invoke("a.txt", "b.tsv", "--format", "json")[1])
    (passage,) = whole["passages"]
    assert passage["first"] == {"file": "a.txt", "lines": [2, 4], "span": [7, 199], "words": [2, 44]}
    assert passage["second"]["lines"] == [6, 8]
    assert len(passage["fingerprint"]) == 16
    assert [(row["first"]["row"], row["second"]["row"], row["side"]) for row in whole["rows"]] == [
        (1, 2, "both"),
        (1, 3, "source"),
        (1, 4, "target"),
    ]
    assert whole["rows"][1]["second"] == {"file": "b.tsv", "row": 3, "source": "xin chào", "target": "Hi"}
    lines = [json.loads(line) for line in invoke("a.txt", "b.tsv", "--format", "jsonl")[1].splitlines()]
    assert [line.pop("type") for line in lines] == ["passage", "row", "row", "row"]
    assert [line.pop("version") for line in lines] == [1] * 4
    assert lines == [passage, *whole["rows"]]


def test_conflicting_renderings_stand_side_by_side(here: Path) -> None:
    write(here / "b.tsv", BITEXT)
    assert invoke("b.tsv")[1].splitlines() == [
        "b.tsv:row 2: repeats b.tsv:row 1 (both, exact, similarity 1.00)",
        "b.tsv:row 3: same source as b.tsv:row 1, other target (normalised, similarity 1.00)",
        f"    {'Hi':46}  |  Hello",
        "b.tsv:row 4: same target as b.tsv:row 1, other source (exact, similarity 1.00)",
        f"    {'Tạm biệt':46}  |  Xin chào",
    ]


def test_a_page_with_what_differs_marked(here: Path) -> None:
    write(here / "a.txt", TEXT)
    write(here / "b.txt", "\n".join(BODY).replace("khoác", "<mặc>"))
    write(here / "b.tsv", BITEXT)
    assert invoke("a.txt", "b.txt", "b.tsv", "-o", "r.html") == (0, "", "")
    page = (here / "r.html").read_text(encoding="utf-8")
    assert "<mark>khoác</mark>" in page and "<mark>&lt;mặc&gt;</mark>" in page.replace("\n", "")
    assert "The same source, another target" in page and "<mark>Hi</mark>" in page
    assert "http" not in page.replace("http-equiv", "") and "<script" not in page
    assert invoke("a.txt", "--min-words", "99", "--format", "html")[1].count("Nothing stands more than once") == 1


def test_a_page_shows_only_so_much(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in (("_SHOWN", 30), ("_COPIES", 1), ("_ROWS", 1)):
        monkeypatch.setattr(pages, name, value)
    write(here / "a.txt", "\n".join([*BODY, "Một.", *BODY, "Hai.", *BODY]))
    write(here / "b.tsv", BITEXT + "Xin chào\tHello\n")
    page = invoke("a.txt", "b.tsv", "--format", "html")[1]
    assert "more characters" in page and "1 more</summary>" in page and "1 more rows" in page
    assert BODY[2] not in page


def test_differences_leave_spaces_alone() -> None:
    assert differences("a b  c d", "a  x y d") == [("a <mark>b  c</mark> d", "a  <mark>x y</mark> d")]
    assert differences("a & b\x01", "a & b") == [("a &amp; b<mark></mark>", "a &amp; b")]
    assert differences("", "một") == [("", "<mark>một</mark>")]


def test_lines_stand_beside_those_they_are_like() -> None:
    first = "một hai ba\nbốn năm\nsáu bảy tám\nhết"
    second = "một hai\nchín mười\nthêm\nsáu bảy chín\nhết\nvà nữa"
    assert differences(first, second) == [
        ("một hai <mark>ba</mark>", "một hai"),
        ("<mark>bốn năm</mark>", ""),
        ("", "<mark>chín mười</mark>"),
        ("", "<mark>thêm</mark>"),
        ("sáu bảy <mark>tám</mark>", "sáu bảy <mark>chín</mark>"),
        ("hết", "hết"),
        ("", "<mark>và nữa</mark>"),
    ]


@given(*[st.text(st.sampled_from("ab \n"), max_size=20)] * 2)
def test_differences_keep_every_line(first: str, second: str) -> None:
    rows = differences(first, second)
    for side, text in enumerate((first, second)):
        shown = [re.sub("</?mark>", "", row[side]) for row in rows]
        assert [line for line in shown if line] == [line for line in text.split("\n") if line]


def test_a_frame_of_passages() -> None:
    passages = find_duplicates([Document("a.txt", "vi", TEXT, (), ())])
    frame = duplicates_frame(passages)
    assert frame.height == 1
    row = frame.row(0, named=True)
    assert (row["first.first_line"], row["second.last_line"], row["kind"]) == (2, 8, "exact")
    assert TEXT[row["second.start"] : row["second.end"]] == row["second.text"] == "\n".join(BODY)
    assert duplicates_frame([]).schema == frame.schema


# Where copies may stand


def test_within_across_and_against(here: Path) -> None:
    write(here / "a.txt", TEXT)
    write(here / "d" / "b.txt", "\n".join(["Bản chép tay", *BODY]))
    places = [line.split(" (")[0] for line in invoke("a.txt", "d")[1].splitlines()]
    assert places == ["a.txt:6-8: repeats a.txt:2-4", "d/b.txt:2-4: repeats a.txt:2-4"] or places == [
        "a.txt:6-8: repeats a.txt:2-4",
        "d\\b.txt:2-4: repeats a.txt:2-4",
    ]
    assert [line.split(":")[0] for line in invoke("a.txt", "d", "--within")[1].splitlines()] == ["a.txt"]
    assert [Path(line.split(":")[0]).name for line in invoke("a.txt", "d", "--across")[1].splitlines()] == ["b.txt"]
    lines = invoke("a.txt", "--against", "d")[1].splitlines()
    assert [line.split(":")[1] for line in lines] == ["2-4", "6-8"]
    assert all("repeats d" in line for line in lines)
    assert invoke("a.txt", "--within", "--across")[0] == 2
    assert "is searched and gone against" in invoke("a.txt", "--against", "a.txt")[2]
    code, out, err = invoke("a.txt", "--against", write(here / "x.tsv", BITEXT))
    assert (code, out) == (2, "") and "error: texts go against texts, bitexts against bitexts" in err


def test_two_equal_files_stand_one_in_the_other(here: Path) -> None:
    """The whole file is told once, though its body stands twice in it."""
    for name in "ab":
        write(here / f"{name}.txt", "\n".join([*BODY, *BODY]))
    line = "b.txt:1-6: repeats a.txt:1-6 (exact, similarity 1.00, 84 words)"
    inside = "a.txt:4-6: repeats a.txt:1-3 (exact, similarity 1.00, 42 words)"
    assert invoke("a.txt", "b.txt")[1].splitlines() in ([inside, line], [line, inside])
    assert invoke("a.txt", "b.txt", "--across")[1].splitlines() == [line]
    assert invoke("b.txt", "--against", "a.txt")[1].splitlines() == [line]


def test_rows_across_bitexts(here: Path) -> None:
    write(here / "a.tsv", BITEXT)
    write(here / "b.jsonl", '{"source": "Tạm biệt", "target": "Hello"}\n')
    line = "b.jsonl:row 1: repeats a.tsv:row 4 (both, exact, similarity 1.00)\n"
    assert invoke("a.tsv", "b.jsonl", "--across") == (0, line, "")
    assert invoke("b.jsonl", "--against", "a.tsv") == (0, line, "")
    assert len(invoke("a.tsv", "b.jsonl", "--within")[1].splitlines()) == 5


# Parquet


def test_parquet_rows(here: Path) -> None:
    pl.DataFrame({"source": ["Xin chào", "Tạm biệt", "xin chào"], "target": ["a", "b", "b"]}).write_parquet("a.parquet")
    pl.DataFrame({"source": ["Tạm biệt"], "target": ["x"]}).write_parquet("b.parquet")
    expected = [
        "a.parquet:row 3: repeats a.parquet:row 1 (source, normalised, similarity 1.00)",
        "b.parquet:row 1: repeats a.parquet:row 2 (source, exact, similarity 1.00)",
        "a.parquet:row 3: repeats a.parquet:row 2 (target, exact, similarity 1.00)",
    ]
    code, out, _ = invoke("a.parquet", "b.parquet", "--fail")
    assert (code, out.splitlines()) == (1, expected)
    assert invoke("a.parquet", "b.parquet", "--column", "source", "--across")[1].splitlines() == expected[1:2]
    assert invoke("b.parquet", "--against", "a.parquet", "--memory", "64")[1].splitlines() == expected[1:2]
    row = json.loads(invoke("a.parquet", "--column", "target", "--format", "jsonl")[1])
    assert row["second"] == {"file": "a.parquet", "row": 3} and "fingerprint" not in row
    assert "too many for a page" in invoke("a.parquet", "--format", "html")[2]
    assert "cannot be removed from Parquet" in invoke("a.parquet", "--remove", "-o", "out")[2]
    assert "use at least 64" in invoke("a.parquet", "--memory", "1")[2]
    assert "Parquet files against such" in invoke("a.parquet", "--against", write(here / "x.tsv", BITEXT))[2]


# Accepted ones


def test_accepted_ones_are_left_out_wherever_they_move(here: Path) -> None:
    write(here / "a.txt", TEXT)
    write(here / "b.tsv", BITEXT)
    lines = invoke("a.txt", "b.tsv", "--format", "ignore")[1]
    assert "a.txt:6-8 repeats a.txt:2-4" in lines
    accepted = write(here / "accepted", "# seen\n\n" + lines)
    assert invoke("a.txt", "b.tsv", "--ignore", accepted, "--fail") == (0, "", "")
    write(here / "a.txt", "Thêm một dòng ở đầu.\n\n" + TEXT.upper())
    write(here / "b.tsv", BITEXT.replace("Hello\n", "Hello\nMới\tNew\n", 1))
    assert invoke("a.txt", "b.tsv", "--ignore", accepted, "--fail") == (0, "", "")
    write(here / "a.txt", TEXT.replace("sương phủ", "mây phủ"))
    code, out, err = invoke("a.txt", "--ignore", accepted, "--fail")
    assert (code, len(out.splitlines())) == (1, 1)
    assert err.count("was not found") == 4


def test_markup_does_not_change_a_fingerprint(here: Path) -> None:
    write(here / "a.md", "\n\n".join(["# Bến", *BODY, "## Lại", *BODY]))
    before = invoke("a.md", "--format", "ignore")[1].split()[0]
    write(here / "a.md", "\n\n".join(["# Bến", *BODY, "## Lại", *BODY]).replace("bến đò", "*bến đò*"))
    assert invoke("a.md", "--format", "ignore")[1].split()[0] == before


def test_a_file_of_accepted_ones_that_is_none(here: Path) -> None:
    write(here / "a.txt", TEXT)
    assert invoke("a.txt", "--ignore", "nix")[0] == 3
    code, _, err = invoke("a.txt", "--ignore", write(here / "bad", "0123456789abcdef ok\nabc\n"))
    assert (code, err.splitlines()[0]) == (3, f"error: {here / 'bad'}:2: no fingerprint")
    write(here / "bad", "é", "latin-1")
    assert "is not UTF-8: byte 0" in invoke("a.txt", "--ignore", "bad")[2]


# Copies without what stands twice


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


def test_a_file_in_an_old_encoding_keeps_it(here: Path) -> None:
    text = "\n".join(["Caf\xe9 cr\xe8me", *(" ".join(f"word{i}" for i in range(n, n + 40)) for n in (0, 0))]) + "\n"
    data = text.encode("latin-1")
    raw = data.decode("latin-1")
    assert encoding_of(raw, data) == ("latin-1", b"")
    assert encoding_of("\u1ea1" + raw, data) is None
    assert encoding_of(TEXT, TEXT.encode()) == ("utf-8", b"")


def test_passages_stay_in_files_that_are_no_text(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(here / "a.txt", TEXT)
    monkeypatch.setattr(removal, "encoding_of", lambda raw, data: None)
    assert "cannot be removed from a file of this kind" in invoke("a.txt", "--remove", "-o", "out")[2]
    assert not (here / "out").exists()


def test_nothing_is_written_over(here: Path) -> None:
    write(here / "a.txt", TEXT)
    assert invoke("a.txt", "--remove")[2].startswith("error: --remove needs a folder")
    assert "one of the files read" in invoke("a.txt", "--remove", "-o", ".", "--force")[2]
    assert invoke("a.txt", "--remove", "-o", "out")[0] == 0
    (here / "out" / "a.txt").write_text("mine", encoding="utf-8")
    code, _, err = invoke("a.txt", "--remove", "-o", "out")
    assert code == 2 and "it exists" in err
    assert (here / "out" / "a.txt").read_text(encoding="utf-8") == "mine"
    assert invoke("a.txt", "--remove", "-o", "out", "--force")[0] == 0
    assert invoke("out/a.txt", "--fail")[0] == 0
    assert "is no folder" in invoke("a.txt", "--remove", "-o", "out/a.txt")[2]
    assert "--force goes with --remove" in invoke("a.txt", "--force")[2]
    write(here / "dropped.jsonl", '{"source": "a", "target": "b"}\n')
    assert "as the ledger is" in invoke("a.txt", "dropped.jsonl", "--remove", "-o", "new")[2]
    assert not (here / "new").exists()


@pytest.mark.parametrize("name", ["a.xlf2", "a.xlsx", "a.hf", "a.moses", "a.tsv.gz"])
def test_bitexts_of_every_format_are_searched_by_rows(here: Path, name: str) -> None:
    pair = {"source": "Thuyền ra khơi lúc năm giờ.", "target": "The boat sails at five.", "status": "auto"}
    langs = {"source_lang": "vi", "target_lang": "en", "document": "quay"}
    write_bitext(from_rows({**pair, **langs, "row": row, "id": str(row)} for row in range(2)), here / name)
    assert f"{name}:row 2: repeats {name}:row 1 (both, exact" in invoke(name)[1]
    assert "rows cannot be removed from" in invoke(name, "--remove", "-o", "out")[2]


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


# Bad input


def test_binary_files_of_a_folder_are_skipped_and_unreadable_ones_told_at_the_end(here: Path) -> None:
    write(here / "d" / "a.txt", TEXT)
    (here / "d" / "image.png").write_bytes(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR")
    (here / "d" / "bad.txt").write_bytes(b"\xff\xfea")
    write(here / "d" / "glossary.tsv", "term\trendering\n")
    write(here / "d" / "rows.tsv", "source\ttarget\nmột\n")
    write(here / "d" / "table.parquet", "none")
    write(here / "d" / ".git" / "a.txt", TEXT)
    (here / "d" / "gone.txt").symlink_to("nowhere")
    code, out, err = invoke("d", "--fail")
    assert code == 3
    assert out.count("repeats") == 1
    lines = [line.replace("\\", "/") for line in err.splitlines()]
    assert lines[0] == "skipped: d/image.png is a binary file"
    assert [line.split(": ")[1].split(":")[0] for line in lines[1:]] == [
        "d/bad.txt",
        "d/gone.txt",
        "d/rows.tsv",
        "d/table.parquet",
    ]
    assert all(line.startswith("error: ") for line in lines[1:])
    code, _, err = invoke("d/image.png")
    assert (code, err.replace("\\", "/").splitlines()[0][:19]) == (3, "error: d/image.png:")


def test_an_old_encoding_is_read_with_a_warning(here: Path) -> None:
    from songngu.corpus.readers import read_document

    body = "\n".join(f"Caf\xe9 {n}: " + " ".join(f"mot{i}" for i in range(40)) for n in (1, 1))
    (here / "a.txt").write_bytes(body.encode("latin-1"))
    try:
        warnings = read_document("a.txt", "fr").warnings
    except InputError:
        assert invoke("a.txt", "--lang", "fr")[0] == 3
        return
    code, out, err = invoke("a.txt", "--lang", "fr")
    assert (code, out.count("repeats")) == (0, 1)
    assert err.count("warning: a.txt: ") == len(warnings)


def test_wrong_usage(here: Path) -> None:
    assert invoke("nix") == (3, "", "error: nix: cannot be read: no such file or folder")
    write(here / "a.txt", TEXT)
    assert invoke("a.txt", "--format", "xml")[2].startswith("error: unknown format 'xml'")
    assert invoke("a.txt", "--min-words", "3")[0] == 2
    assert invoke("a.txt", "--similarity", "7")[0] == 2


def test_a_file_named_twice_is_read_once(here: Path) -> None:
    write(here / "a.txt", "\n".join(BODY))
    assert invoke("a.txt", ".", "./a.txt", "--fail") == (0, "", "")


def test_the_text_of_a_file_gives_its_bytes_again() -> None:
    for data in (b"a\r\nb", b"\xef\xbb\xbfa", "a\U0001f6a2".encode("utf-16"), b""):
        text, codec, mark = decode(data, "a")
        assert mark + text.encode(codec) == data
    with pytest.raises(InputError, match="a: is not UTF-16-LE: byte 2"):
        decode(b"\xff\xfea", "a")


def test_empty_files_and_folders(here: Path) -> None:
    write(here / "d" / "a.txt", "")
    (here / "e").mkdir()
    assert invoke("d", "e") == (0, "", "")
    assert read_collection(["e"], "vi").documents == []
    assert invoke("e", "--remove", "-o", "out")[0] == 0


@pytest.mark.parametrize("line", ["a", "bảy chữ này đứng trên mỗi dòng\n"])
def test_much_of_the_same_ends_soon(here: Path, line: str) -> None:
    write(here / "a.txt", line * 200_000)
    code, out, _ = invoke("a.txt")
    assert code == 0
    assert len(out.splitlines()) < 30
