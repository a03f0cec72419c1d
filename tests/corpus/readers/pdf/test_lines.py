"""Lines of a page."""

from benchmarks.pdf_pages import Set
from tests.corpus.readers.pdf.set_pages import read, stacked


def test_marks_of_notes_go_and_powers_stay() -> None:
    raised = [Set(72, 700, "Nước dâng cao.", 10), Set(142, 704, "12", 6), Set(149, 700, " Đồng rộng 30 km", 10)]
    texts, extraction = read([[*raised, Set(229, 704, "2", 6), Set(234, 700, " mỗi làng.", 10)]])
    assert texts == ["Nước dâng cao. Đồng rộng 30 km² mỗi làng."]
    assert [omission.text for omission in extraction.omissions] == ["12"]


def test_a_line_driven_apart_is_one_line() -> None:
    left = [
        *stacked(["The keeper of the lighthouse", "climbed up with a new lamp"]),
        *(Set(x, 674, word) for x, word in ((72, "that"), (114, "he"), (146, "had"), (182, "once"))),
        *stacked(["bought in the harbour town."], top=661),
    ]
    texts, _ = read([left], "en")
    assert texts == [
        "The keeper of the lighthouse climbed up with a new lamp that he had once bought in the harbour town."
    ]
