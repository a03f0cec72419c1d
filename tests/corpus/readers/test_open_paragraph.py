"""A paragraph of an office file while it is read."""

from songngu.corpus.document import BlockKind
from songngu.corpus.readers.open_paragraph import OpenParagraph


def test_the_length_is_that_of_the_runs() -> None:
    paragraph = OpenParagraph((BlockKind.PARAGRAPH, 0), "p1", is_text=True)
    for run in ("Lá ", "", "rụng."):
        paragraph.add(run)
    assert "".join(paragraph.parts) == "Lá rụng."
    assert paragraph.length == len("Lá rụng.")


def test_paragraphs_share_nothing() -> None:
    one, other = (OpenParagraph((BlockKind.HEADING, 1), "h", is_text=True) for _ in range(2))
    one.add("Lá")
    assert (other.parts, other.length) == ([], 0)
