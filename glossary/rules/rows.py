"""The rows of a bitext as the rules see them: with the terms on both sides and the number conventions of the files."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from songngu.corpus.language.numerals import Convention, detect_convention
from songngu.corpus.language.prose import prose
from songngu.glossary.concept import Case, ConceptKind, Glossary, MatchMode, Status
from songngu.glossary.matching.matcher import Match, Matcher, MatcherEntry
from songngu.glossary.matching.termbase import Sense, term_matcher
from songngu.glossary.rules.prose_terms import in_prose
from songngu.glossary.rules.row_markup import NO_MARKUP, Markups
from songngu.glossary.rules.rule import Row, marked_as_code

if TYPE_CHECKING:
    import polars as pl

_Terms = list[Sequence[Match[Sense]]]
_Faults = dict[int, Exception]
# Only a number with a mark in it tells a convention.
_MARKED = re.compile(r"\d[.,٫٬．，]\d")
_COLUMNS = (
    *("source", "target", "source_lang", "target_lang", "status", "document", "source_file", "target_file"),
    *("probability", "duplicate_of"),
)


class GlossaryMatchers:
    """The matchers of a glossary by language, each built when it is first asked for; for one thread at a time."""

    def __init__(self, glossary: Glossary) -> None:
        self.glossary = glossary
        self._terms: dict[str, Matcher[Sense]] = {}
        self._variants: dict[str, Matcher[Sense] | None] = {}

    def terms(self, lang: str) -> Matcher[Sense]:
        """Return the matcher of all terms of a language."""
        if lang not in self._terms:
            self._terms[lang] = term_matcher(self.glossary, lang)
        return self._terms[lang]

    def variants(self, lang: str) -> Matcher[Sense] | None:
        """Return the matcher of the preferred names of a language in any capitals, None where there are none."""
        if lang not in self._variants:
            names = self._names(lang)
            self._variants[lang] = Matcher(names, lang) if names else None
        return self._variants[lang]

    def _names(self, lang: str) -> list[MatcherEntry[Sense]]:
        return [
            MatcherEntry(term.text, Sense(concept, term), Case.IGNORE, MatchMode.NAME)
            for concept in self.glossary
            if concept.kind in {ConceptKind.NAME, ConceptKind.DO_NOT_TRANSLATE}
            for term in concept.in_lang(lang, Status.PREFERRED)
            if term.case is not Case.IGNORE and term.match is not MatchMode.REGEX and term.text.lower() != term.text
        ]


def read_rows(
    bitext: pl.DataFrame, matchers: GlossaryMatchers, markups: Markups = NO_MARKUP
) -> Iterator[tuple[int, Row]]:
    """Yield position and content of the rows to check; rejected rows are passed over.

    A row that cannot be read is empty and says what failed; the others are what they are without it.
    """
    columns = bitext.select(_COLUMNS).to_dict(as_series=False)
    faults: dict[int, Exception] = {}
    conventions = {}
    terms = {}
    for side in ("source", "target"):
        columns[side] = [text or "" for text in columns[side]]
        terms[side] = _matched(columns[side], columns[f"{side}_lang"], matchers.terms, faults)
        conventions[side] = _conventions(columns, side, markups, faults)
    variants = _matched(columns["target"], columns["target_lang"], matchers.variants, faults)
    scoped = any(concept.files for concept in matchers.glossary)
    for i, status in enumerate(columns["status"]):
        if status == "rejected":
            continue
        file = columns["source_file"][i] or "", columns["target_file"][i] or ""
        langs = columns["source_lang"][i] or "", columns["target_lang"][i] or ""
        document = columns["document"][i] or ""
        if i not in faults:
            found = [part[i] for part in (*terms.values(), variants)]
            held: Sequence[Sequence[Match[Sense]]] = [_in_scope(its, file) for its in found] if scoped else found
            try:
                row = Row(
                    columns["source"][i],
                    columns["target"][i],
                    *langs,
                    held[0],
                    held[1],
                    held[2],
                    document,
                    *file,
                    columns["probability"][i],
                    columns["duplicate_of"][i] is not None,
                    conventions["source"].get((file[0] or document, langs[0])),
                    conventions["target"].get((file[1] or document, langs[1])),
                    *markups.get(i, ((), ())),
                )
                yield i, in_prose(row)
                continue
            except Exception as error:  # whatever it is, the other rows are read
                faults[i] = error
        yield i, Row("", "", *langs, (), (), (), document, *file, fault=faults[i])


def _in_scope(matches: Sequence[Match[Sense]], files: tuple[str, str]) -> list[Match[Sense]]:
    """Return the matches of concepts that hold in one of the files, or wherever no file is named."""
    named = [file for file in files if file] or [""]
    return [match for match in matches if any(match.payload.concept.applies_to(file) for file in named)]


def _conventions(
    columns: dict[str, list[str]], side: str, markups: Markups, faults: _Faults
) -> dict[tuple[str, str], Convention]:
    """Return the number convention of each file of a side, told from all its segments together."""
    texts: dict[tuple[str, str], list[str]] = defaultdict(list)
    for i, (text, file, document, lang) in enumerate(
        zip(columns[side], columns[f"{side}_file"], columns["document"], columns[f"{side}_lang"], strict=True)
    ):
        if lang and _MARKED.search(text):
            try:
                texts[file or document or "", lang].append(
                    prose(text, marked_as_code(markups[i][side != "source"]) if i in markups else ())
                )
            except Exception as error:  # whatever it is, the other rows are read
                faults.setdefault(i, error)
    return {key: detect_convention("\n".join(parts), key[1]) for key, parts in texts.items()}


def _matched(
    texts: list[str], langs: list[str | None], matcher_of: Callable[[str], Matcher[Sense] | None], faults: _Faults
) -> _Terms:
    """Return the terms of each text, covered ones included; each text is read once, by the matcher of its language."""
    found: _Terms = [()] * len(texts)
    for lang in sorted({lang for lang in langs if lang}):
        matcher = matcher_of(lang)
        if matcher is None:
            continue
        rows = [i for i, other in enumerate(langs) if other == lang]
        for i, terms in zip(rows, _found(matcher, texts, rows, faults), strict=True):
            found[i] = terms
    return found


def _found(
    matcher: Matcher[Sense], texts: list[str], rows: list[int], faults: _Faults
) -> Iterable[Sequence[Match[Sense]]]:
    """Return the terms of the texts of some rows; where a text makes the matcher fail, each is read by itself."""
    try:
        return matcher.find_all([texts[i] for i in rows], overlapping=True)
    except Exception:  # told below, at the row that it comes from
        found: list[Sequence[Match[Sense]]] = []
        for i in rows:
            try:
                found += matcher.find_all([texts[i]], overlapping=True)
            except Exception as error:  # whatever it is, the other rows are read
                faults.setdefault(i, error)
                found.append(())
        return found
