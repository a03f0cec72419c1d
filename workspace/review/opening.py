"""What a review is about: a bitext, a pair of documents that is aligned first, or all pairs of the workspace."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING

from songngu.corpus.errors import UsageError, no_such_file
from songngu.corpus.formats.dataset import files_of_dataset
from songngu.workspace.alignments import Alignments
from songngu.workspace.bitexts import is_bitext
from songngu.workspace.configuration import Pair, Workspace, pairs
from songngu.workspace.documents import named_from, read_pair_files
from songngu.workspace.evidence import Evidence
from songngu.workspace.kept import refuse_other_documents, tell_carried
from songngu.workspace.languages import told_languages
from songngu.workspace.plan import Request, policy_of, rules_of
from songngu.workspace.review.desk import Desk, DeskItem
from songngu.workspace.review.findings import CheckKit
from songngu.workspace.review.folding import fold_journal
from songngu.workspace.review.rows import beads_of
from songngu.workspace.review.session import ReviewKit

if TYPE_CHECKING:
    import polars as pl

    from songngu.corpus.document import Document


@dataclass(frozen=True, slots=True)
class ReviewRequest:
    """What the command line asks for; ``output`` is where the bitext of a pair of documents is kept."""

    paths: tuple[str, ...] = ()
    output: Path | None = None
    glossaries: tuple[Path, ...] = ()
    langs: tuple[str | None, str | None] = (None, None)
    by: str | None = None
    memories: tuple[Path, ...] = ()


def desk_for(workspace: Workspace, request: ReviewRequest, here: Path) -> Desk:
    """Return the desk that a request asks for; its paths start from ``here``.

    Raises UsageError for paths that are neither a bitext nor a pair of documents, and for a workspace without any.
    """
    from songngu.glossary.concept import Glossary
    from songngu.glossary.formats import read_glossary

    found = _workspace_pairs(workspace) if not request.paths else []
    guesses: list[str] = []
    asked = workspace.asked_languages(*request.langs)
    langs = told_languages(asked, _texts(workspace, request, here, found), tell=guesses.append)
    files = workspace.glossaries(request.glossaries)

    @cache
    def alignments_for(langs: tuple[str, str]) -> Alignments:
        return Alignments(Evidence(langs, glossaries=files))

    kit = ReviewKit(
        check=CheckKit(
            workspace.root,
            Glossary.join(read_glossary(path) for path in files),
            rules_of(workspace, Request()),
            policy_of(workspace),
        ),
        langs=langs,
        aligner_for=lambda langs: alignments_for(langs).aligner,
        asked_langs=request.langs,
        by=request.by,
        glossaries=files,
        memories=request.memories,
    )
    if not request.paths:
        return Desk(_of_workspace(workspace, found, alignments_for(langs)), kit, notes=guesses)
    return Desk([_named(workspace, request, here, alignments_for(langs))], kit, notes=guesses)


def _workspace_pairs(workspace: Workspace) -> list[Pair]:
    if not workspace.configuration.documents:
        raise workspace.without_documents("review")
    return pairs(workspace)[0]


def _texts(
    workspace: Workspace, request: ReviewRequest, here: Path, found: Sequence[Pair]
) -> Iterator[tuple[Path, Path]]:
    """Yield the pairs of documents that tell the languages: those named, else all of the workspace."""
    if len(request.paths) == 2 and not any(is_bitext(here / path) for path in request.paths):
        yield here / request.paths[0], here / request.paths[1]
    for pair in found:
        yield workspace.root / pair.source, workspace.root / pair.target


def _named(workspace: Workspace, request: ReviewRequest, here: Path, alignments: Alignments) -> DeskItem:
    bitexts = [is_bitext(here / path) for path in request.paths]
    if len(bitexts) > 2 or (len(bitexts) == 2 and any(bitexts)):
        raise UsageError("too many paths", hint="name one bitext, or SOURCE and TARGET")
    if len(bitexts) == 2:
        return _of_documents(workspace, request, here, alignments)
    if request.output:
        raise UsageError("-o is of a pair of documents", hint="a bitext is changed in its place")
    return _of_bitext(request.paths[0], here)


def _of_bitext(name: str, here: Path) -> DeskItem:
    path = here / name
    if not is_bitext(path):
        raise UsageError(f"{name} is no bitext that can be reviewed", hint="name a bitext, or SOURCE and TARGET")
    if files_of_dataset(path) is not None:
        raise UsageError(
            f"{name} is a bitext in several files, which are not changed in their place",
            hint=f"songngu convert {name} {path.stem}.jsonl, then review that",
        )
    if not path.exists() and not list(path.parent.glob(f"{path.stem}.*")):
        raise no_such_file(name)
    return DeskItem(name, path)


def _of_documents(workspace: Workspace, request: ReviewRequest, here: Path, alignments: Alignments) -> DeskItem:
    from songngu.align.rows import pair_name

    source, target = (str(here / path) for path in request.paths)
    langs = alignments.evidence.langs
    kept = here / (request.output or Path(f"{pair_name(request.paths[0], langs[0])}.jsonl"))
    if not is_bitext(str(kept)):
        raise UsageError(f"-o {kept}: no bitext that can be read back", hint="such as .jsonl, .tmx, .xlf")
    root, names = named_from((source, target), workspace.root if workspace.path else None, kept.parent)
    pair = Pair(names[0], names[1], str(kept.resolve()))
    name = kept.relative_to(here).as_posix() if kept.is_relative_to(here) else kept.name
    return DeskItem(name, kept, partial(_make, root, pair, kept, alignments))


def _of_workspace(workspace: Workspace, found: Sequence[Pair], alignments: Alignments) -> list[DeskItem]:
    root = workspace.root
    if not alignments.evidence.has_lexicon:
        together = tuple(read_pair_files(root, pair, alignments.evidence.langs) for pair in found)
        alignments = replace(alignments, collection=together)
    return [
        DeskItem(pair.bitext, root / pair.bitext, partial(_make, root, pair, root / pair.bitext, alignments))
        if pair.bitext
        else DeskItem(pair.source, None)
        for pair in found
    ]


def _make(root: Path, pair: Pair, path: Path, alignments: Alignments) -> list[str]:
    """Align a pair into its bitext at ``path``, where it is not there or its documents have changed.

    What was decided in the bitext stays. Returns what there is to say.
    """
    from songngu.corpus.formats import write_bitext
    from songngu.corpus.readers.language_check import check_languages

    notes = fold_journal(path)
    files = read_pair_files(root, pair, alignments.evidence.langs)
    documents = files.read()
    for document, other in zip(documents, documents[::-1], strict=True):
        notes += [f"{document.path}: {warning}" for warning in document.warnings]
        notes += [str(warning) for warning in check_languages(document, other.lang)]
    kept = files.kept_bitext()
    if kept is not None and _holds(kept, documents):
        return notes
    aligned = alignments.align(files, documents)
    refuse_other_documents(aligned.carried, files, path.name)
    path.parent.mkdir(parents=True, exist_ok=True)
    return [*notes, *write_bitext(aligned.bitext, path), *tell_carried(aligned.carried, path, path.name)]


def _holds(bitext: pl.DataFrame, documents: tuple[Document, Document]) -> bool:
    """Tell whether a bitext holds the sentences of both documents as they now are, each once."""
    by_name = {document.path: document for document in documents}
    beads = beads_of(bitext, lambda name, _: by_name.get(name))
    for side, document in enumerate(documents):
        held = sorted(
            (sentence.numbers, [span.start for span in sentence.spans], sentence.text)
            for bead in beads
            for sentence in bead.sides[side]
        )
        texts = (text for _, _, text in held), (sentence.text for sentence in document.sentences)
        if _letters(texts[0]) != _letters(texts[1]):
            return False
    return True


def _letters(texts: Iterable[str]) -> str:
    return "".join("".join(texts).split())
