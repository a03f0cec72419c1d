"""Fixes: exact replacements in the files themselves, written only if nothing else changed and nothing new is wrong."""

from __future__ import annotations

import codecs
import difflib
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from songngu.corpus.errors import UsageError
from songngu.corpus.files.guard import editing
from songngu.corpus.files.output import atomic_writer
from songngu.glossary.finding import Finding

_LINE_END = re.compile(r"\r\n|\r|\n")
# The end of a line, with the marks of quotations in front of the next, but no empty line.
_BROKEN = re.compile(r"[ \t]*(?:\r\n|\r|\n)[ \t]*(?:>[ \t]*)*(?=[^\s>])")
# What a fix keeps out of: code, addresses, tags and comments, placeholders; and quotations, but for their spaces.
_CODE = re.compile(
    r"(?P<code>`+)[^`\n]*(?P=code)|\S*(?:://|www\.|@)\S*|\]\([^)\n]*\)|<!--.*?-->|</?[A-Za-z][^<>\n]*>|\{[^{}\n]*\}",
    re.DOTALL,
)
_QUOTE = re.compile(r"“[^”\n]*”|‘[^’\n]*’(?!\w)|«[^»\n]*»|(?<!\w)\"[^\"\n]*\"(?!\w)")
_JSON = frozenset((".json", ".jsonl", ".ndjson"))
_SPACING = frozenset(("PUN003", "PUN004"))
_BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))


@dataclass(frozen=True, slots=True)
class EditableText:
    """A file as read: its bytes, and the text they stand for, in an encoding it can be written back in."""

    data: bytes
    raw: str
    bom: bytes
    encoding: str

    @classmethod
    def decode(cls, data: bytes) -> EditableText | None:
        """Return the text of UTF-8 or UTF-16 with its mark, or None where the bytes are neither."""
        bom, encoding = next(((bom, name) for bom, name in _BOMS if data.startswith(bom)), (b"", "utf-8"))
        try:
            raw = data[len(bom) :].decode(encoding)
        except UnicodeDecodeError:
            return None
        return cls(data, raw, bom, encoding)

    def encode(self, raw: str) -> bytes:
        """Return the bytes of a changed text, in the encoding and with the mark of the file."""
        return self.bom + raw.encode(self.encoding)


@dataclass(frozen=True, slots=True)
class Fixed:
    """A file after its fixes: what it was, its new text, and the findings that are mended."""

    file: str
    before: EditableText
    raw: str
    mended: tuple[Finding, ...]

    def diff(self) -> str:
        """Return the change as a unified diff."""
        old, new = (re.findall(r"[^\n]*\n|[^\n]+", raw) for raw in (self.before.raw, self.raw))
        lines = difflib.unified_diff(old, new, f"a/{self.file}", f"b/{self.file}")
        return "".join(line if line.endswith("\n") else line + "\n\\ No newline at end of file\n" for line in lines)


def fix_text(file: str, text: EditableText, findings: Iterable[Finding]) -> Fixed | None:
    """Return the file with the safe fixes of ``findings`` made, or None where there are none to make.

    A fix is made where the file holds, character by character or over the end of a line, what the finding marks,
    outside of code, addresses, tags and quotations; of two that overlap, the first.
    """
    starts = [0, *(match.end() for match in _LINE_END.finditer(text.raw))]
    # In JSON every text stands in braces and quotation marks: there, those of the segment itself are all that counts.
    code, quotes = ([], []) if Path(file).suffix in _JSON else _kept(text.raw)
    parts: list[str] = []
    mended: list[Finding] = []
    done = 0
    for start, end, found in sorted(_edits(file, text.raw, starts, findings), key=lambda edit: edit[:2]):
        protected = code if found.rule in _SPACING else [*code, *quotes]
        if start < done or _kept_in_segment(found) or any(begin < end and start < stop for begin, stop in protected):
            continue
        assert found.fix
        parts += [text.raw[done:start], found.fix.replacement]
        mended.append(found)
        done = end
    return Fixed(file, text, "".join([*parts, text.raw[done:]]), tuple(mended)) if mended else None


def _edits(file: str, raw: str, starts: Sequence[int], findings: Iterable[Finding]) -> list[tuple[int, int, Finding]]:
    edits = []
    for found in findings:
        if not (found.counts and found.fix and found.fix.safe and found.file == file):
            continue
        excerpt = found.target if found.side == "target" else found.source
        if excerpt.mark is None or max(found.line, found.end_line) > len(starts):
            continue
        start, end = starts[found.line - 1] + found.column - 1, starts[found.end_line - 1] + found.end_column - 1
        if _on_one_line(raw[start:end]) == excerpt.text[slice(*excerpt.mark)]:
            edits.append((start, end, found))
    return edits


def _on_one_line(text: str) -> str:
    """Return a text that goes over the end of a line as a reader sees it: with a space for the end."""
    return _BROKEN.sub(" ", text) if "\n" in text or "\r" in text else text


def _kept(text: str) -> tuple[list[tuple[int, int]], list[tuple[int, int]]]:
    """Return the places of code and the like, and of quotations."""
    return [match.span() for match in _CODE.finditer(text)], [match.span() for match in _QUOTE.finditer(text)]


def _kept_in_segment(found: Finding) -> bool:
    """Tell whether the finding stands inside code or a quotation of its segment."""
    excerpt = found.target if found.side == "target" else found.source
    start, end = excerpt.mark or (0, 0)
    code, quotes = _kept(excerpt.text)
    return any(begin < end and start < stop for begin, stop in (code if found.rule in _SPACING else [*code, *quotes]))


def new_findings(before: Iterable[Finding], after: Iterable[Finding]) -> list[Finding]:
    """Return the findings after a fix that were not there before it."""
    known = {found.fingerprint for found in before}
    return [found for found in after if found.fingerprint not in known]


def write_fixed(path: Path, fixed: Fixed, *, read: Callable[[Path], bytes] = Path.read_bytes) -> None:
    """Write the fixed file; raises UsageError where it is no longer what was checked."""
    if read(path) != fixed.before.data:
        raise UsageError(f"{path}: changed while it was being fixed; left as it is", hint="run the check again")
    with editing(path), atomic_writer(path, binary=True) as stream:
        stream.write(fixed.before.encode(fixed.raw))
