"""Where the texts of a kept bitext stand in documents."""

from hypothesis import given
from hypothesis import strategies as st

from songngu.corpus.document import Document
from songngu.workspace.placement import Part, SentencePlaces, left_over

TEXTS = ["Quán mở sớm.", "Bà cụ nhóm bếp.", "Quán mở sớm.", "Khách gọi trà sen rồi ngồi đợi."]
PLACES = SentencePlaces(Document.from_sentences(TEXTS, "vi", "a.vi.txt"))


def test_whole_sentences_come_before_parts_and_the_nearest_first() -> None:
    assert PLACES.find(TEXTS[0], 0) == PLACES.run(0, 0)
    assert PLACES.find(TEXTS[0], 3) == PLACES.run(2, 2)
    assert PLACES.find("Bà cụ  nhóm bếp. Quán mở sớm.", 0) == PLACES.run(1, 2)
    assert PLACES.find("rồi ngồi đợi", 0) == (Part(3, 18, 30),)
    assert PLACES.find("rồi ngồi đ", 0) is None
    assert PLACES.find("không có", 0) is None


@given(st.integers(0, 3), st.integers(0, 3))
def test_any_run_is_found_again(first: int, last: int) -> None:
    if first <= last:
        run = PLACES.run(first, last)
        found = PLACES.find(PLACES.text(run), first)
        assert found and PLACES.text(found) == PLACES.text(run)


def test_parts_lead_to_the_file() -> None:
    raw = PLACES.document.raw
    found = PLACES.find("rồi ngồi đợi", 0)
    assert found and [raw[span.start : span.end] for span in PLACES.spans(found)] == ["rồi ngồi đợi"]


def test_an_edited_text_is_placed_by_what_it_is_likest_to() -> None:
    assert PLACES.likest("Khách gọi trà sen và ngồi đợi.", [(0, 0), (3, 3)]) == PLACES.run(3, 3)
    assert PLACES.likest("Hoàn toàn khác hẳn mọi thứ trên đời này", [(0, 0), (9, 9)]) is None


def test_what_no_part_covers_is_left_over() -> None:
    whole = PLACES.run(3, 3)
    taken = PLACES.find("Khách gọi trà sen", 3)
    assert taken
    assert PLACES.text(left_over(whole, taken)).strip() == "rồi ngồi đợi."
    assert left_over(whole, whole) == ()


def test_what_xml_left_of_a_text_leads_to_all_of_it() -> None:
    texts = ["Quán \x01 mở\x1b sớm \x02", "Bà cụ nhóm\ufffe bếp."]
    places = SentencePlaces(Document.from_sentences(texts, "vi", "a.vi.txt"))
    assert places.find("Quán mở sớm", 0) == places.run(0, 0)
    assert places.find("Quán mở sớm Bà cụ nhóm bếp.", 1) == places.run(0, 1)
    found = places.find("mở sớm", 0)
    assert found and places.text(found).strip() == "mở\x1b sớm \x02".strip()
    assert places.find("nhóm bếp.", 1) == (Part(1, 6, 16),)
    assert places.find("không có", 0) is None


def test_a_text_that_was_cut_is_the_beginning_of_as_many_sentences() -> None:
    assert PLACES.find_beginning("Quán mở sớm. Khách", 2, 0) == PLACES.run(2, 3)
    assert PLACES.find_beginning("Quán mở sớm. Khách", 3, 0) is None
