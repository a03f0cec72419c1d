"""Pairs of documents as bitexts: the one door to the aligner, behind files, folders, checks and builds alike."""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

from songngu.corpus.errors import SongnguError
from songngu.workspace.cache import Cache, CacheEntries, content_key
from songngu.workspace.documents import PairFiles, keep_documents, kept_documents
from songngu.workspace.evidence import Evidence
from songngu.workspace.reviewed import Carried, carried_over
from songngu.workspace.runners.runner import Runner

if TYPE_CHECKING:
    import polars as pl

    from songngu.align.aligner import Aligner
    from songngu.align.alignment import Alignment
    from songngu.align.text.tokenised import TokenisedText
    from songngu.corpus.document import Document

_MANY = 4


@dataclass(frozen=True, slots=True)
class Aligned:
    """A pair aligned afresh: its bitext, with what a person decided, if anybody did."""

    alignment: Alignment
    bitext: pl.DataFrame
    carried: Carried | None = None


@dataclass(frozen=True, slots=True)
class AlignedPair:
    """The bitext of a pair, and how to get at its documents, which are read only where a finding asks for them."""

    bitext: pl.DataFrame
    read: Mapping[str, Callable[[], Document]]
    carried: Carried | None = None


@dataclass(frozen=True, slots=True)
class Taught:
    """An aligner as another process needs it, with what identifies it and how many pairs it has learnt from."""

    aligner: Aligner
    fingerprint: str
    pairs: int


@dataclass(frozen=True)
class Alignments:
    """How pairs are aligned: the same files and evidence give the same beads and probabilities, whoever asks.

    ``collection`` are the pairs that stand together, in a folder or a workspace: where no lexicon ships for their
    languages, the aligner learns from all of them first, and ``fingerprint`` says so.
    """

    evidence: Evidence
    keep_duplicates: bool = False
    collection: tuple[PairFiles, ...] = ()
    taught: Taught | None = None
    join_moved: bool = True

    @cached_property
    def aligner(self) -> Aligner:
        """The aligner of the evidence, with what it has learnt. Raises as `Evidence.aligner` does."""
        if self.taught:
            return self.taught.aligner
        aligner = self.evidence.aligner()
        return aligner.induced(self._sides()) if self.learnt_from else aligner

    def encoder_notes(self) -> list[str]:
        """Return what is to be said of the encoder that was asked for: that it was left out, or the time it took."""
        from songngu.align.encoder import load_encoder, unknown_languages

        name = self.evidence.encoder
        if name is None:
            return []
        encoder = self.aligner.encoder
        if encoder is None:
            unknown = unknown_languages(load_encoder(name), self.evidence.langs)
            return [f"warning: the encoder {name} does not know {' and '.join(unknown)}: it was left out"]
        return [f"note: the encoder {name} took {seconds:.1f} s"] if (seconds := getattr(encoder, "seconds", 0)) else []

    @cached_property
    def learnt_from(self) -> int:
        """How many pairs the aligner learns from together; none where a lexicon ships, or where a pair stands alone."""
        if self.taught:
            return self.taught.pairs
        several = len(self.collection) > 1
        return len(self.collection) if several and not self.evidence.has_lexicon else 0

    @cached_property
    def fingerprint(self) -> str:
        """What identifies everything that a bitext depends on beside its own pair."""
        if self.taught:
            return self.taught.fingerprint
        learnt = sorted(files.key_of_documents for files in self.collection) if self.learnt_from else ()
        return content_key((self.evidence.fingerprint, str(self.keep_duplicates), str(self.join_moved), *learnt))

    def _sides(self) -> list[tuple[TokenisedText, TokenisedText]]:
        from songngu.align.aligner import side_of

        sides = []
        for files in sorted(self.collection, key=lambda each: each.names):
            try:
                source, target = files.read()
            except SongnguError:  # told where the pair itself is aligned
                continue
            sides.append((side_of(source), side_of(target)))
        return sides

    def align(self, files: PairFiles, documents: tuple[Document, Document] | None = None) -> Aligned:
        """Align a pair afresh; what a person decided in its kept bitext stays.

        ``documents`` are those of the pair where they are read already, under whatever names. Raises as the readers
        do, and InputError where the kept bitext cannot be read or contradicts itself.
        """
        from songngu.align.alignment import align_documents
        from songngu.align.rows import to_bitext

        documents = documents or files.read()
        alignment = align_documents(*documents, keep_duplicates=self.keep_duplicates, aligner=self.aligner)
        named = replace(documents[0], path=files.names[0]), replace(documents[1], path=files.names[1])
        named_alignment = replace(alignment, source=named[0], target=named[1])
        bitext = to_bitext(named_alignment, join_moved=self.join_moved)
        kept = files.kept_bitext()
        if kept is None:
            return Aligned(alignment, bitext)
        carried = carried_over(bitext, kept, named, files.pair.bitext or "", complete=files.complete)
        return Aligned(alignment, carried.bitext, carried)

    def of(self, files: PairFiles, cache: Cache | CacheEntries | None = None) -> AlignedPair:
        """Return the bitext of a pair, from the cache where it holds it, else aligned and put there."""
        key = content_key((files.key, self.fingerprint))
        stored = cache.get("bitexts", key) if cache else None
        found = _restored(stored) if stored else None
        if cache and found is not None:
            return AlignedPair(found.bitext, kept_documents(cache, files), found)
        source, target = files.read()
        aligned = self.align(files, (source, target))
        if cache:
            cache.put("bitexts", key, _stored(aligned))
            keep_documents(cache, files, (source, target))
        return AlignedPair(aligned.bitext, {source.path: lambda: source, target.path: lambda: target}, aligned.carried)

    def prepare(self, pairs: Sequence[PairFiles], cache: Cache, runner: Runner) -> None:
        """Align the pairs that the cache does not hold into it, side by side where there are many.

        A pair that cannot be aligned, or whose process died, is aligned when it is asked for.
        """
        missing = [files for files in pairs if not cache.holds("bitexts", content_key((files.key, self.fingerprint)))]
        if len(missing) < _MANY:
            return
        for done in runner.run(_entries, missing, self.lent(whole=runner.leaves_this_machine)):
            for entry in done.value or ():
                cache.put(*entry)

    def lent(self, *, whole: bool = False) -> Alignments:
        """Return these alignments as another process needs them: with what was learnt, without the collection.

        ``whole`` puts in what the files of the evidence hold, for a process that does not see them.
        """
        named = bool(self.evidence.lexicons or self.evidence.glossaries)
        own = self.learnt_from or (whole and named)
        taught = Taught(self.aligner, self.fingerprint, self.learnt_from) if own else None
        return Alignments(self.evidence, self.keep_duplicates, taught=taught, join_moved=self.join_moved)


def _entries(alignments: Alignments, files: PairFiles) -> list[tuple[str, str, bytes]]:
    entries = CacheEntries()
    alignments.of(files, entries)
    return entries.held


def _stored(aligned: Aligned) -> bytes:
    """Return a bitext and, where decisions were carried over, the displaced ones, as tables of Arrow."""
    stream = io.BytesIO()
    carried = aligned.carried
    for bitext in (aligned.bitext, carried.displaced) if carried else (aligned.bitext,):
        part = io.BytesIO()
        bitext.write_ipc(part)
        stream.write(len(part.getvalue()).to_bytes(8, "little") + part.getvalue())
    return stream.getvalue() + (carried.deleted if carried else 0).to_bytes(8, "little")


def _restored(data: bytes) -> Carried | None:
    import polars as pl

    from songngu.corpus.bitext import SCHEMA

    parts, rest = [], data[:-8]
    try:
        while rest:
            size = int.from_bytes(rest[:8], "little")
            parts.append(pl.read_ipc(io.BytesIO(rest[8 : 8 + size])))
            rest = rest[8 + size :]
    except (pl.exceptions.PolarsError, pl.exceptions.PanicException, OSError):  # of another version of Polars
        return None
    if not all(dict(part.schema) == SCHEMA for part in parts):
        return None
    return Carried(parts[0], parts[-1] if len(parts) > 1 else parts[0].clear(), int.from_bytes(data[-8:], "little"))
