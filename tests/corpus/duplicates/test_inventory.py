from pathlib import Path

import pytest

from songngu.corpus.bitext import from_rows
from songngu.corpus.formats import write_bitext
from tests.corpus.duplicates.searched import BITEXT, BODY, TEXT, invoke, write


def test_both_places_are_named_and_fail_is_for_ci(here: Path) -> None:
    write(here / "a.txt", TEXT)
    line = "a.txt:6-8: repeats a.txt:2-4 (exact, similarity 1.00, 42 words)\n"
    assert invoke("a.txt") == (0, line, "")
    assert invoke("a.txt", "--fail") == (1, line, "")
    assert invoke("a.txt", "--fail", "--min-words", "50") == (0, "", "")


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


@pytest.mark.parametrize("name", ["a.xlf2", "a.xlsx", "a.hf", "a.moses", "a.tsv.gz"])
def test_bitexts_of_every_format_are_searched_by_rows(here: Path, name: str) -> None:
    pair = {"source": "Thuyền ra khơi lúc năm giờ.", "target": "The boat sails at five.", "status": "auto"}
    langs = {"source_lang": "vi", "target_lang": "en", "document": "quay"}
    write_bitext(from_rows({**pair, **langs, "row": row, "id": str(row)} for row in range(2)), here / name)
    assert f"{name}:row 2: repeats {name}:row 1 (both, exact" in invoke(name)[1]
    assert "rows cannot be removed from" in invoke(name, "--remove", "-o", "out")[2]


def test_wrong_usage(here: Path) -> None:
    assert invoke("nix") == (3, "", "error: nix: cannot be read: no such file or folder")
    write(here / "a.txt", TEXT)
    assert invoke("a.txt", "--format", "xml")[2].startswith("error: unknown format 'xml'")
    assert invoke("a.txt", "--min-words", "3")[0] == 2
    assert invoke("a.txt", "--similarity", "7")[0] == 2


@pytest.mark.parametrize("line", ["a", "bảy chữ này đứng trên mỗi dòng\n"])
def test_much_of_the_same_ends_soon(here: Path, line: str) -> None:
    write(here / "a.txt", line * 200_000)
    code, out, _ = invoke("a.txt")
    assert code == 0
    assert len(out.splitlines()) < 30
