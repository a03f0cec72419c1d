"""Where the texts of a row stand in their files."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from songngu.corpus.document import Document, MappedText, Span
from songngu.glossary.finding import Excerpt
from songngu.glossary.rules.rule import Mark, Row


class RowLocations:
    """The way from the characters of one row to the characters of its files."""

    def __init__(self, values: Mapping[str, Any], row: Row, documents: Mapping[str, Document]) -> None:
        self._values = values
        self._texts = {"source": row.source, "target": row.target}
        self._documents = documents

    def excerpt(self, side: str, mark: Mark | None) -> Excerpt:
        """Return the text of a side with the place of the mark, or of its beginning."""
        file, (line, column), _ = self.locate(side, mark)
        return Excerpt(file, line, column, self._texts[side], mark)

    def locate(self, side: str, mark: Mark | None) -> tuple[str, tuple[int, int], tuple[int, int]]:
        """Return the file, and line and column of the first character of the mark and of that after its last."""
        file = self._values[f"{side}_file"] or self._values["document"] or "-"
        text = self._texts[side]
        start, end = mark or (0, len(text))
        document = self._documents.get(file)
        span = self._span(document, side, start, end) if document else None
        if document is None:
            line = int(self._values["row"] or 0) + 1
            return file, (line, start + 1), (line, end + 1)
        if span is None:  # nothing of the row is in the file: its beginning is the only place that surely is
            return file, (1, 1), (1, 1)
        return file, document.position(span.start), document.position(span.end)

    def is_made(self, side: str, mark: Mark | None) -> bool:
        """Tell whether the mark is on a space that stands in no file: markup was read away there."""
        file, text = self._values[f"{side}_file"] or self._values["document"], self._texts[side]
        document = self._documents.get(file) if mark and text[slice(*mark)].isspace() else None
        if document is None or mark is None:
            return False
        span = self._span(document, side, *mark)
        return span is None or not document.raw[span.start : span.end].isspace()

    def _span(self, document: Document, side: str, start: int, end: int) -> Span | None:
        """Return the stretch of the file that holds the characters, through the sentences whose texts the row joins.

        Where the row's text is no longer theirs (it was edited), the stretch of the whole row. Most texts stand in the
        file as they are, but for several spaces between words: then nobody asks for the sentences, which it may take
        time to read.
        """
        ids, spans = self._values[f"{side}_ids"] or [], self._values[f"{side}_spans"] or []
        for as_it_stands in (MappedText.verbatim, MappedText.single_spaced) if ids else ():
            held = [as_it_stands(document.raw, Span(**span)) for span in spans]
            if " ".join(each.text for each in held) == self._texts[side]:
                return self._hull(held, start, end) or self._row_span(document, side)
        if not ids or max(ids) >= len(document.sentences):
            return self._row_span(document, side)
        sentences = [document.sentences[i].content for i in ids]
        if " ".join(each.text for each in sentences) != self._texts[side]:
            return self._row_span(document, side)
        return self._hull(sentences, start, end) or self._row_span(document, side)

    def _hull(self, sentences: Sequence[MappedText], start: int, end: int) -> Span | None:
        """Return the stretch of the file from the first to the last character of joined sentences.

        None for what stands in no file: the space between sentences, or where markup was.
        """
        hulls, offset = [], 0
        for sentence in sentences:
            first, last = max(start - offset, 0), min(end - offset, len(sentence.text))
            if first < last and sentence.raw_spans(first, last):
                hulls.append(sentence.hull(first, last))
            offset += len(sentence.text) + 1
        return Span(hulls[0].start, hulls[-1].end) if hulls else None

    def _row_span(self, document: Document, side: str) -> Span | None:
        spans = self._values[f"{side}_spans"] or []
        if not spans or spans[-1]["end"] > len(document.raw):
            return None
        return Span(spans[0]["start"], spans[-1]["end"])
