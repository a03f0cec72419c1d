"""What is to be translated: the segments of a document, or the rows of a bilingual file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from songngu.corpus.bitext import STATUSES, row_id
from songngu.corpus.document import Span
from songngu.corpus.errors import UsageError
from songngu.corpus.formats import format_by_suffix, is_readable, read_bitext
from songngu.corpus.formats.reading import Reading
from songngu.corpus.language.identify import likelier_language
from songngu.corpus.language.tags import base_language
from songngu.corpus.readers.pair_languages import read_in_its_language
from songngu.workspace.documents import ReadingOptions

_PAGES = frozenset({"html"})
"""Formats of bitexts whose suffix is that of a document first."""

Langs = tuple[str, str]


@dataclass(frozen=True, slots=True)
class JobSegment:
    """A text to be translated, its rendering if it has one already, and where it stands.

    ``row`` is its row in a bilingual file, with what the file says of it beside (its id, its inline codes).
    """

    file: str
    number: int
    text: str
    target: str = ""
    status: str = STATUSES[0]
    spans: tuple[Span, ...] = ()
    row: Mapping[str, Any] = field(default_factory=dict)

    @property
    def id(self) -> str:
        """What tells the segment from all others."""
        return row_id(self.file, "", self.spans or (Span(self.number, self.number),), (), self.text, "")


@dataclass(frozen=True, slots=True)
class PretranslationJob:
    """The segments of one file, from one language into another, and what its reader had to say."""

    file: str
    langs: Langs
    segments: tuple[JobSegment, ...]
    warnings: tuple[str, ...] = ()


def files_in(paths: Sequence[Path]) -> list[Path]:
    """Return files, and of folders all files below in alphabetical order, hidden ones left out."""
    found: list[Path] = []
    for path in paths:
        if path.is_dir():
            inside = (each for each in sorted(path.rglob("*")) if each.is_file())
            found += [each for each in inside if not any(part.startswith(".") for part in each.relative_to(path).parts)]
        else:
            found.append(path)
    if not found:
        raise UsageError("no file there to translate")
    return list(dict.fromkeys(found))


def read_job(path: Path, pairs: Sequence[Langs], asked: tuple[str | None, str | None]) -> PretranslationJob:
    """Read what is to be translated, in a language of the memory's ``pairs``, into the other one.

    Raises UsageError where the memory does not hold the languages, InputError for what cannot be read.
    """
    name = format_by_suffix(path)
    if name is not None and name not in _PAGES and is_readable(name):
        return _of_bitext(path, pairs, asked)
    document = read_in_its_language(lambda lang: ReadingOptions().at(path).read(path, lang), asked[0])
    langs = _langs(document.lang, pairs, asked)
    segments = (
        JobSegment(path.as_posix(), each.index, each.text, spans=each.content.raw_spans())
        for each in document.sentences
        if each.text.strip()
    )
    warnings = tuple(f"{path.as_posix()}: {warning}" for warning in document.warnings)
    return PretranslationJob(path.as_posix(), langs, tuple(segments), warnings)


def _of_bitext(path: Path, pairs: Sequence[Langs], asked: tuple[str | None, str | None]) -> PretranslationJob:
    reading = Reading(str(path), asked)
    rows = read_bitext(path, None, reading).to_dicts()
    found = {(row["source_lang"], row["target_lang"]) for row in rows}
    if len(found) > 1:
        raise UsageError(f"{path}: rows of {len(found)} pairs of languages", hint="choose with --source-lang")
    source, target = found.pop() if found else ("", "")
    langs = _langs(source, pairs, (source or asked[0], target or asked[1]))
    segments = (
        JobSegment(path.as_posix(), number, row["source"], row["target"] or "", row["status"], row=row)
        for number, row in enumerate(rows)
        if row["source"].strip()
    )
    warnings = tuple(f"{path.as_posix()}: {note}" for note in reading.notes)
    return PretranslationJob(path.as_posix(), langs, tuple(segments), warnings)


def language_of(text: str, pairs: Sequence[Langs]) -> str:
    """Return which language of some pairs a text is likeliest in; raises UsageError for a text without words."""
    langs = list(dict.fromkeys(base_language(lang) for pair in pairs for lang in pair))
    found = likelier_language(text, langs) if langs else None
    if found is None:
        raise UsageError(f"no telling which language {text!r} is in", hint="name it with --source-lang")
    return found


def _langs(lang: str, pairs: Sequence[Langs], asked: tuple[str | None, str | None]) -> Langs:
    """Return the language of a text, and the one that memories have renderings in."""
    others = list(dict.fromkeys(other for pair in pairs for own, other in _ways(pair) if _same(own, lang)))
    if asked[1]:
        others = [other for other in others if _same(other, asked[1])]
    if not others:
        into = f" with renderings in {asked[1]}" if asked[1] else ""
        raise UsageError(f"the memory holds nothing in {lang or 'that language'}{into}", hint="name --source-lang")
    if len({base_language(other) for other in others}) > 1:
        raise UsageError(f"the memory renders {lang} in {', '.join(others)}", hint="choose with --target-lang")
    return lang, asked[1] or others[0]


def _ways(pair: Langs) -> Iterator[Langs]:
    yield pair
    yield pair[::-1]


def _same(one: str, other: str) -> bool:
    return base_language(one) == base_language(other)
