"""Pretranslation: the renderings that memories know put beside the segments of a document, repetitions counted once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import polars as pl

from songngu.corpus.bitext import EXTRAS, SCHEMA
from songngu.corpus.errors import UsageError
from songngu.corpus.files.output import atomic_writer
from songngu.corpus.formats import format_of, write_bitext
from songngu.corpus.memory.likeness import likeness_key
from songngu.corpus.memory.match import Context, MemoryMatch, Penalties, best_first, match
from songngu.corpus.memory.store import Memory
from songngu.glossary.concept import Glossary
from songngu.glossary.lookup import renderings
from songngu.glossary.matching.termbase import term_matcher
from songngu.workspace.memory.analysis import Counted, band_of, count
from songngu.workspace.memory.segments import JobSegment, Langs, PretranslationJob
from songngu.workspace.memory.word_table import write_word_table

WORD_TABLE = ".docx"


@dataclass(frozen=True, slots=True)
class Pretranslated:
    """A segment with its matches, best first, the terms in it, and whether its text stood before."""

    segment: JobSegment
    langs: Langs
    matches: tuple[MemoryMatch, ...]
    terms: tuple[str, ...]
    repeats: bool = False

    def counted(self) -> Counted:
        """Return the segment as an analysis counts it."""
        best = self.matches[0] if self.matches else None
        in_context = best is not None and best.kind.value == "context"
        band = "repetitions" if self.repeats else band_of(best.score if best else None, in_context=in_context)
        return count(self.segment.file, band, self.segment.text)


def look_up(
    memories: Sequence[Memory], text: str, lang: str, other: str | None = None, *, least: int = 50, most: int = 5,
    context: Context | None = None, penalties: Penalties | None = None,
) -> list[MemoryMatch]:  # fmt: skip
    """Return the matches of several memories together, best first, of renderings in ``other`` if it is named."""
    found: list[MemoryMatch] = []
    for memory in memories:
        found += match(memory, text, lang, other=other, least=least, most=most, context=context, penalties=penalties)
    return best_first(found)[:most]


def pretranslate(
    memories: Sequence[Memory], jobs: Iterable[PretranslationJob], glossary: Glossary, least: int,
    penalties: Penalties, most: int = 1,
) -> Iterator[Pretranslated]:  # fmt: skip
    """Yield each segment of some jobs that has no rendering yet, with ``most`` matches and the terms that stand in it.

    A text that stood before, in any of the jobs, repeats it: it has the matches of its first place.
    """
    seen: dict[tuple[str, Langs], tuple[MemoryMatch, ...]] = {}
    for job in jobs:
        finder = term_matcher(glossary.localised((job.langs[0],)), job.langs[0])
        for at, segment in enumerate(job.segments):
            if segment.target:
                continue
            terms = tuple(dict.fromkeys(
                f"{segment.text[found.start : found.end]} = {' | '.join(rendered)}"
                for found in finder.find(segment.text)
                if (rendered := _rendered(renderings(found.payload.concept, job.langs[0]), job.langs[1]))
            ))  # fmt: skip
            key = likeness_key(segment.text), job.langs
            repeats = key in seen
            if not repeats:
                context = Context(*(_text(job, place) for place in (at - 1, at + 1)))
                seen[key] = tuple(
                    look_up(
                        memories, segment.text, *job.langs, least=least, most=most, context=context, penalties=penalties
                    )
                )
            yield Pretranslated(segment, job.langs, seen[key], terms, repeats)


def _rendered(known: dict[str, list[str]], lang: str) -> list[str]:
    base = lang.partition("-")[0]
    return next((terms for other, terms in known.items() if other.partition("-")[0] == base), [])


def _text(job: PretranslationJob, place: int) -> str | None:
    return job.segments[place].text if 0 <= place < len(job.segments) else None


def bitext_of_jobs(jobs: Sequence[PretranslationJob], done: Iterable[Pretranslated], threshold: int) -> pl.DataFrame:
    """Return jobs as a bitext: what had a rendering with it, the rest with the best match of that score or more."""
    best = {(each.segment.file, each.segment.number): each for each in done}
    rows = []
    for job in jobs:
        for segment in job.segments:
            known = best.get((segment.file, segment.number))
            match = known.matches[0] if known and known.matches and known.matches[0].score >= threshold else None
            row = dict(segment.row) or _fresh(job, segment)
            if match:
                row |= {"target": match.rendering, "probability": match.score / 100}
            if note := _note(known, match):
                row["note"] = "; ".join(filter(None, (row.get("note"), note)))
            rows.append(row)
    more = [name for name in EXTRAS if any(row.get(name) for row in rows)]
    return pl.DataFrame(rows, schema=SCHEMA | {name: EXTRAS[name] for name in more})


def _fresh(job: PretranslationJob, segment: JobSegment) -> dict[str, Any]:
    """Return the row of a segment that stands in no bilingual file, not rendered yet."""
    texts = {"source": segment.text, "target": "", "source_lang": job.langs[0], "target_lang": job.langs[1]}
    spans = [{"start": span.start, "end": span.end} for span in segment.spans]
    places = {"source_file": job.file, "target_file": "", "source_spans": spans, "target_spans": []}
    named = {"id": segment.id, "document": job.file, "row": segment.number, "status": segment.status}
    return {**named, **texts, **places, "source_ids": [], "target_ids": []}


def _note(known: Pretranslated | None, match: MemoryMatch | None) -> str | None:
    parts = []
    if match:
        adapted = ", adapted" if match.adapted else ""
        parts.append(f"memory {match.score} %{adapted}: {match.unit.document}:{match.unit.number}")
    if known and known.terms:
        parts.append("terms: " + "; ".join(known.terms))
    return "; ".join(parts) or None


def check_output(output: str, jobs: Sequence[PretranslationJob]) -> None:
    """Raise UsageError where a job cannot be written to ``output``, or is read from there."""
    if Path(output).suffix.lower() != WORD_TABLE:
        format_of(output)
    if any(Path(job.file).resolve() == Path(output).resolve() for job in jobs):
        raise UsageError(f"{output} is to be translated itself", hint="name another file with -o")


def write_job(bitext: pl.DataFrame, output: str) -> list[str]:
    """Write a job as a bitext of any format, or as a table in a Word document; return what is not kept."""
    if Path(output).suffix.lower() != WORD_TABLE:
        return write_bitext(bitext, output)
    with atomic_writer(output, binary=True) as stream:
        write_word_table(bitext, stream)
    return ["a Word document keeps source, target and notes alone"]


def prompts(template: str, done: Iterable[Pretranslated]) -> Iterator[str]:
    """Yield a prompt for each segment from a Jinja template that may name segment, matches, terms and languages.

    Raises UsageError where the template is broken or names what there is not.
    """
    from jinja2 import StrictUndefined, TemplateError
    from jinja2.sandbox import SandboxedEnvironment

    try:
        made = SandboxedEnvironment(undefined=StrictUndefined, keep_trailing_newline=True).from_string(template)
        for each in done:
            yield made.render(
                segment=each.segment.text, matches=each.matches, terms=each.terms, file=each.segment.file,
                number=each.segment.number, source_lang=each.langs[0], target_lang=each.langs[1],
            )  # fmt: skip
    except TemplateError as error:
        hint = "it may name segment, matches, terms, file, number, source_lang, target_lang"
        raise UsageError(f"the template of the prompt is broken: {error}", hint=hint) from None
