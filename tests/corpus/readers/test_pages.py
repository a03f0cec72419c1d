"""Running heads and page numbers are no text; what only looks like them is."""

from songngu.corpus.readers.extraction import Extraction
from songngu.corpus.readers.plain import read_blocks
from tests.corpus.readers.paged import BODY, texts


def test_form_feeds_end_pages() -> None:
    raw = "".join(f"Mills of the Valley\n\n{line}\n\nPage {number}\n\f" for number, line in enumerate(BODY, 5))
    assert texts(raw) == [" ".join(BODY)]
    extraction = Extraction("en")
    read_blocks(raw, extraction)
    assert [omission.text for omission in extraction.omissions] == [
        text for number in range(5, 9) for text in ("Mills of the Valley", f"Page {number}")
    ]


def test_numbers_that_count_up_end_pages_where_a_sentence_goes_on() -> None:
    raw = "\n\n".join(part for number, line in enumerate(BODY, 17) for part in (line, str(number)))
    assert texts(raw) == [" ".join(BODY)]
    raw = "\n\n".join(part for number, line in enumerate(BODY, 17) for part in (f"- {number} -", line))
    assert texts(raw) == [" ".join(BODY)]
