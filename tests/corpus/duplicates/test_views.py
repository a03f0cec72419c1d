"""Lines that were wrapped are parts of sentences, and sentences are never cut in two."""

import textwrap
from pathlib import Path

import pytest

from songngu.corpus.document import Document
from songngu.corpus.duplicates.views import View, Views
from tests.corpus.duplicates.passages import LINES
from tests.corpus.duplicates.searched import invoke, write

OWN = "Riêng hôm ấy chợ nổi vắng tanh vì trời mưa tầm tã suốt từ nửa đêm cho tới khi gà gáy lần thứ ba."
STORY = [" ".join(LINES[:2]), " ".join((LINES[2], LINES[4])), LINES[5]]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("width", [44, 60, 72])
def test_no_sentence_of_a_wrapped_text_is_cut_at_the_end_of_a_line(here: Path, end: str, width: int) -> None:
    paragraphs = [*STORY, f"{OWN} {STORY[2]} {STORY[0]}"]
    text = (2 * end).join(end.join(textwrap.wrap(each, width)) for each in paragraphs) + end
    (here / "a.txt").write_bytes(text.encode())
    assert invoke("a.txt", "--remove", "-o", "out", "--lang", "vi")[0] == 0
    left = " ".join((here / "out" / "a.txt").read_bytes().decode().split())
    for sentence in (*LINES[:3], *LINES[4:], OWN):
        left = left.replace(" ".join(sentence.split()), "", 1)
    assert left.split() == []


def test_the_number_of_an_item_goes_with_it(here: Path) -> None:
    items = [f"1. {LINES[0]}", f"2. {LINES[1]}"]
    write(here / "a.md", "\n".join((*items, "", "Một câu khác hẳn chen vào giữa.", "", *items, "")))
    assert invoke("a.md", "--remove", "-o", "out")[0] == 0
    left = (here / "out" / "a.md").read_text(encoding="utf-8").split("\n")
    assert [line for line in left if line] == [*items, "Một câu khác hẳn chen vào giữa."]


def goes_on(text: str, width: int | None = None) -> bool:
    """Tell whether the line of the word before the bar goes on with the one after it."""
    before, after = text.split("|")
    return View(before + after, is_plain=True, width=width).goes_on(len(before.rstrip("\n.:")), len(before))


def test_lines_go_on_in_small_letters_or_where_they_are_full() -> None:
    assert goes_on("Ông Tư dắt trâu\n|ra đồng")
    assert goes_on("Ông Tư dắt con trâu ra nhà bà\n|Sáu", width=30)
    assert not goes_on("Ông Tư dắt trâu\n|Bà Sáu")
    assert not goes_on("Ông Tư\n|Sáu", width=30)
    assert not goes_on("Ông Tư dắt trâu.\n|ra đồng")
    assert not goes_on("Ông Tư dắt trâu\n\n|ra đồng")
    assert not View("một\n- hai", is_plain=True).goes_on(3, 6)
    assert not View("một\nhai").goes_on(3, 4)


def test_views_are_made_once() -> None:
    views = Views([Document("a.txt", "vi", "một\nhai", (), ())])
    assert views[0] is views[0] and views[0].is_plain
