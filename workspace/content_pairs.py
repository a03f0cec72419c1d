"""Pairs of very many documents by what they hold: files of folders, documents of a table."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from songngu.align.document_index import PairedDocuments
from songngu.corpus.document import Document
from songngu.corpus.errors import SongnguError, UsageError
from songngu.corpus.files.remote import read_anywhere, shown_url
from songngu.workspace.cache import Cache, content_key
from songngu.workspace.documents import ReadingOptions
from songngu.workspace.evidence import Evidence
from songngu.workspace.pair_table import TablePair, paired, read_document_table
from songngu.workspace.program import program
from songngu.workspace.runners.runner import Runner

if TYPE_CHECKING:
    from songngu.align.aligner import Aligner

MOST_COMPARED = 1 << 18
"""Pairs of documents up to which each is compared with each; of more, the words that few hold lead to candidates."""

PAIRED = "paired.parquet"
"""The pairs found among the documents of a table: a file beside the parts that are made of them."""

_TEXT = "text.txt"
_PAIRINGS = "pairings-3"


@dataclass(frozen=True, slots=True)
class HeldDocuments:
    """Documents of two sides by a name each, and what gives the bytes behind a name."""

    names: tuple[tuple[str, ...], tuple[str, ...]]
    langs: tuple[str, str]
    options: ReadingOptions
    data: Callable[[str], bytes | None]

    def __call__(self, side: int, number: int) -> str:
        """Return the text of a document. Raises as the readers do."""
        return "\n".join(sentence.text for sentence in self.document(side, number).sentences)

    def document(self, side: int, number: int) -> Document:
        """Return a document, read. Raises as the readers do."""
        name = self.names[side][number]
        data = self.data(name)
        options = self.options.at(name) if data is None else self.options
        called = _TEXT if self.data is _as_text else shown_url(name)
        return options.read(called, self.langs[side], data)


@dataclass(frozen=True, slots=True)
class HeldCoverage:
    """How much of two documents goes together, as an aligner sees it."""

    held: HeldDocuments
    aligner: Aligner

    def __call__(self, source: int, target: int) -> float:
        """Return the share of both that does, 0 where one of them cannot be read any more."""
        from songngu.align.pairing import share_together

        try:
            documents = self.held.document(0, source), self.held.document(1, target)
        except SongnguError:
            return 0.0
        return share_together(*documents, self.aligner)


def pair_held(
    held: HeldDocuments, evidence: Evidence, folder: Path, marks: Sequence[str], runner: Runner
) -> PairedDocuments:
    """Return the pairs of documents, found by tasks that lie in ``folder``; ``marks`` tell what the documents are.

    They are kept there in a cache: aligning them takes longer, and whoever stops it does not look for them again.
    """
    from songngu.align.content_keys import ContentKeys
    from songngu.align.document_index import DocumentSet, pair_documents
    from songngu.workspace.staged_export import stages_of_pairing

    told = evidence.fingerprint, repr(held.options), *marks
    cache, key = Cache(folder / ".songngu" / "cache"), content_key((program(), *told))
    if known := cache.get(_PAIRINGS, key):
        return PairedDocuments.from_json(known)
    aligner = evidence.aligner()
    keys, counts = ContentKeys(held.langs, aligner.lexicon), (len(held.names[0]), len(held.names[1]))
    documents = DocumentSet(counts, held, keys, HeldCoverage(held, aligner))
    with stages_of_pairing(folder, told, runner) as stages:
        found = pair_documents(documents, stages)
        cache.put(_PAIRINGS, key, found.to_json())
    return found


@dataclass(frozen=True, slots=True)
class FoundPair:
    """The id of a pair of documents, the ids of their rows, the cosine of what they hold, whether they may be none."""

    id: str
    source: str
    target: str
    likeness: float
    doubtful: bool


@dataclass(frozen=True, slots=True)
class PairedTable:
    """The pairs among the documents of a table, how each was found, and the ids of those without a partner.

    A document that cannot be read is among ``pairs`` with itself, which fails for the same reason.
    """

    pairs: list[TablePair]
    found: list[FoundPair]
    alone: list[str]

    def to_parquet(self) -> bytes:
        """Return the table of the pairs that were found, in their order: ids, likeness, doubt."""
        import polars as pl

        schema = {name: pl.Utf8() for name in ("id", "source", "target")}
        rows = pl.DataFrame(
            [asdict(each) for each in self.found], schema={**schema, "likeness": pl.Float64(), "doubtful": pl.Boolean()}
        )
        stream = io.BytesIO()
        rows.write_parquet(stream)
        return stream.getvalue()


def pair_table_by_content(
    table: str | Path,
    told: Callable[[Sequence[TablePair]], tuple[str, str]],
    evidence: Callable[[tuple[str, str]], Evidence],
    options: ReadingOptions,
    folder: Path,
    runner: Runner,
) -> PairedTable:
    """Return the pairs among the documents of both columns of a table.

    ``told`` tells the languages from a few pairs of documents. Raises as `read_document_table` does, and UsageError for
    several languages.
    """
    sources, targets, are_files = read_document_table(table)
    sides = sources, targets
    if not all(sides):
        raise UsageError(f"{table}: has no documents in one of the columns")
    first = [
        paired(source, target, source.id, are_files=are_files) for source, target in zip(sources, targets, strict=False)
    ]
    if len({document.lang for document in sides[0]}) > 1 or len({document.lang for document in sides[1]}) > 1:
        raise UsageError(f"{table}: a column holds several languages", hint="pair those of each two languages alone")
    usual = told(first)
    langs = first[0].langs[0] or usual[0], first[0].langs[1] or usual[1]
    names = tuple(each.value for each in sources), tuple(each.value for each in targets)
    held = HeldDocuments(names, langs, options, read_anywhere if are_files else _as_text)
    found = pair_held(held, evidence(langs), folder, [content_key([*names[0], "", *names[1]])], runner)
    pairs, how = [], []
    for pair in found.pairs:
        source, target = sources[pair.source], targets[pair.target]
        pairs.append(paired(source, target, f"{source.id}+{target.id}", are_files=are_files))
        how.append(FoundPair(pairs[-1].id, source.id, target.id, round(pair.likeness, 6), pair.doubtful))
    for side, number, _ in found.unread:
        alone = sides[side][number]
        pairs.append(paired(alone, alone, f"{('source', 'target')[side]} {alone.id}", are_files=are_files))
    taken = [{pair.source for pair in found.pairs}, {pair.target for pair in found.pairs}]
    for side, number, _ in found.unread:
        taken[side].add(number)
    alone_ids = [
        each.id for side, used in zip(sides, taken, strict=True) for k, each in enumerate(side) if k not in used
    ]
    return PairedTable(pairs, how, alone_ids)


def _as_text(value: str) -> bytes:
    return value.encode("utf-8", "surrogatepass")


def from_disk(name: str) -> bytes | None:
    """Return None: the document is read from the disk."""
    return None


def marks_of(paths: Sequence[str]) -> list[str]:
    """Return what tells files from what they were and will be: names, sizes and times."""
    states = ((path, Path(path).stat()) for path in paths)
    return [f"{path}\0{state.st_size}\0{state.st_mtime_ns}" for path, state in states]
