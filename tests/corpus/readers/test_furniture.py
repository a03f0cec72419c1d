"""What stands on pages beside their text."""

from songngu.corpus.readers.furniture import furniture, page_number
from tests.corpus.readers.paged import BODY, texts


def test_heads_on_left_and_right_pages_and_numbers_in_them() -> None:
    heads = [f"{n} THE RIVER" if n % 2 else f"Mills and Millers | {n}" for n in range(1, 9)]
    raw = "\f".join(f"{head}\n\n{line}\n" for head, line in zip(heads, BODY * 2, strict=True))
    assert texts(raw) == [" ".join(BODY), " ".join(BODY)] or texts(raw) == [" ".join(BODY * 2)]


def test_numbered_parts_are_no_pages() -> None:
    parts = [part for number in range(1, 5) for part in (str(number), "He slept. She read.")]
    assert texts("\n\n".join(parts)) == parts
    parts = [part for number in range(1, 5) for part in (f"Chapter {number}", "He slept till noon. She read a book.")]
    assert texts("\f".join("\n\n".join(parts[n : n + 2]) for n in range(0, 8, 2))) == parts


def test_a_text_is_never_all_furniture() -> None:
    assert texts("Xin chào\f\nXin chào\f\nXin chào") == ["Xin chào"] * 3
    assert texts("Only one page\n\n7") == ["Only one page", "7"]


def test_front_matter_is_counted_in_roman_numerals() -> None:
    pages = [[BODY[0], "iv"], [BODY[1], "v"], [BODY[2], "vi"]]
    assert furniture(pages, "en") == {(0, 1), (1, 1), (2, 1)}


def test_page_numbers() -> None:
    numbers = {"12": 12, "- 12 -": 12, "Trang 3/10": 3, "Page 3 of 9": 3, "[7]": 7, "1 / 4": 1, "p. 8": 8}
    assert {line: found.value for line in numbers if (found := page_number(line))} == numbers
    assert not any(page_number(line) for line in ("3 apples", "12.5 kg", "năm 1992", "X", ""))
