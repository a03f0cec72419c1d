"""Accepted passages and rows."""

from pathlib import Path

from tests.corpus.duplicates.searched import BITEXT, BODY, TEXT, invoke, write


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
