"""The documents a bitext was made from, as far as they are still there."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from songngu.corpus.document import Document
from songngu.corpus.errors import SongnguError
from songngu.workspace.documents import ReadingOptions
from songngu.workspace.review.sheet import ReviewSentence


class Originals:
    """Documents by the name that rows give them, looked for beside the bitext and in the workspace; read once."""

    def __init__(self, bitext: Path, root: Path) -> None:
        self._folders = (root, bitext.parent)
        self._read: dict[str, Document | None] = {}

    def find(self, name: str, lang: str) -> Document | None:
        """Return the document with a name, None where it is not there or cannot be read."""
        if name not in self._read:
            self._read[name] = self._document(name, lang)
        return self._read[name]

    def data(self, name: str) -> bytes:
        """Return the bytes of the file with a name; none where it is not there."""
        path = self._path(name)
        try:
            return path.read_bytes() if path else b""
        except OSError:
            return b""

    def _path(self, name: str) -> Path | None:
        if not name or Path(name).is_absolute():
            return None
        return next((folder / name for folder in self._folders if (folder / name).is_file()), None)

    def _document(self, name: str, lang: str) -> Document | None:
        path = self._path(name)
        try:
            return replace(ReadingOptions().at(path).read(path, lang), path=name) if path else None
        except SongnguError:
            return None

    def halves(self, name: str, lang: str, sentence: ReviewSentence, offset: int) -> list[list[int]] | None:
        """Return where the two parts of a sentence stand that a cursor parts, None where that is not known."""
        if len(sentence.spans) != 1 or len(sentence.numbers) != 1:
            return None
        texts = sentence.text[:offset].rstrip(), sentence.text[offset:].lstrip()
        document = self.find(name, lang) if all(texts) else None
        if document is None or sentence.numbers[0] >= len(document.sentences):
            return None
        content = document.sentences[sentence.numbers[0]].content
        at = content.text.find(sentence.text)
        if at < 0 or content.hull(at, at + len(sentence.text)) != sentence.spans[0]:
            return None
        end = at + len(sentence.text)
        places = content.hull(at, at + len(texts[0])), content.hull(end - len(texts[1]), end)
        return [[span.start, span.end] for span in places]
