"""PDF: the text of pages as it was before it was set, paragraph by paragraph, through PDFium (extra ``office``).

Columns are read one after the other, lines are joined to paragraphs over columns and pages, hyphenation is undone.
Running heads, feet and page numbers, marks of notes and turned text are left out; footnotes come after the paragraph
that the page ends with, entries of a table of contents stand each for itself.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from statistics import median

from songngu.corpus.document import Block
from songngu.corpus.errors import InputError, UsageError
from songngu.corpus.readers.archive import TextView
from songngu.corpus.readers.extraction import Extraction
from songngu.corpus.readers.furniture import REASON, furniture, page_number
from songngu.corpus.readers.pdf.columns import in_reading_order, rows_of
from songngu.corpus.readers.pdf.lines import Line, page_lines
from songngu.corpus.readers.pdf.paragraphs import paragraphs
from songngu.corpus.readers.source import line_list

_TITLE = 1.3
_SMALL = 0.9
_SCAN_HINT = "it was scanned: recognise its characters (OCR) and give the result"


def read_archive(data: bytes, extraction: Extraction) -> tuple[str, list[Block]]:
    """Return the text of a PDF, a block a line, and its blocks; a place is the number of the page.

    Raises UsageError where pypdfium2 is not installed, InputError where the file is damaged, encrypted or holds
    pictures of text only.
    """
    pages = list(_pages(data, extraction))
    empty = [number for number, lines in enumerate(pages, 1) if not lines]
    if pages and len(empty) == len(pages):
        raise InputError("is a PDF that holds no text, pictures of it perhaps", hint=_SCAN_HINT)
    if empty:
        extraction.warn(f"{line_list(empty).replace('line', 'page', 1)}: no text, pictures of it perhaps")
    kept = _without_furniture(pages, extraction)
    view = TextView()
    for paragraph in paragraphs([in_reading_order(lines) for lines in kept], extraction):
        view.add(paragraph.kind, paragraph.text, paragraph.level, f"page {paragraph.page}")
    return view.finish()


def _pages(data: bytes, extraction: Extraction) -> Iterator[list[Line]]:
    """Yield the lines of each page."""
    try:
        from pypdfium2 import PdfDocument, PdfiumError
    except ImportError:
        raise UsageError("a PDF needs pypdfium2", hint="pip install 'songngu[office]'") from None
    try:
        document = PdfDocument(data)
    except PdfiumError as error:
        if "password" in str(error).lower():
            raise InputError("is an encrypted PDF", hint="save it without a password") from None
        raise InputError("is a damaged PDF", hint="open it and save it again") from None
    try:
        for number in range(len(document)):
            page = document[number]
            text = page.get_textpage()
            try:
                yield page_lines(text, number + 1, extraction)
            finally:
                text.close()
                page.close()
    except PdfiumError:
        raise InputError("is a damaged PDF", hint="open it and save it again") from None
    finally:
        document.close()


def _without_furniture(pages: list[list[Line]], extraction: Extraction) -> list[list[Line]]:
    """Return the lines of each page without running heads, feet and page numbers."""
    rows = [rows_of(lines) for lines in pages]
    texts = [[" ".join(line.text for line in row) for row in page] for page in rows]
    body = median(line.size for page in pages for line in page)
    marked = furniture(texts, extraction.lang)
    for number, page in enumerate(rows):
        marked |= {(number, edge) for edge in _numbered_edges(page, number, body)}
    # A title that stands on every page again as a running head is a title on its own page.
    marked = {(number, row) for number, row in marked if rows[number][row][0].size <= _TITLE * body}
    for number, row in sorted(marked):
        extraction.omit(REASON, texts[number][row], f"page {number + 1}")
    return [
        [line for index, row in enumerate(page) if (number, index) not in marked for line in row]
        for number, page in enumerate(rows)
    ]


def _numbered_edges(page: Sequence[Sequence[Line]], number: int, body: float) -> set[int]:
    """Return the first and the last row of a page (from 0) where they are apart and hold nothing but its number.

    Beside a number that says what it is others may stand, the address of a page as browsers print it; then a row of the
    same small size at the other edge is of the same kind.
    """
    edges = {edge for edge in {0, len(page) - 1} if len(page) > 1 and _is_apart(page, edge)}
    numbered = {edge for edge in edges if _is_number(" ".join(line.text for line in page[edge]), number)}
    small = {edge for edge in edges if page[edge][0].size < _SMALL * body}
    if any(len(page[edge]) > 1 and _is_number(page[edge][-1].text, number, must_be_sure=True) for edge in small):
        return numbered | small
    return numbered


def _is_number(text: str, page: int, *, must_be_sure: bool = False) -> bool:
    """Tell whether a text is the number of its page (from 0), or a Roman numeral, as pages before the first have."""
    found = page_number(text)
    if found is None or must_be_sure:
        return found is not None and found.is_sure
    return found.is_sure or found.value == page + 1 or text.isalpha()


def _is_apart(rows: Sequence[Sequence[Line]], edge: int) -> bool:
    """Tell whether the first or the last row of a page stands further from the text than lines do."""
    one, other = (rows[0][0], rows[1][0]) if edge == 0 else (rows[-2][0], rows[-1][0])
    return one.base - other.base > 1.8 * max(one.size, other.size)
