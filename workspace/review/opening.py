"""What a review is about: a bitext, a pair of documents that is aligned first, or all pairs of the workspace."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING

from songngu.corpus.errors import UsageError
from songngu.workspace.alignments import align_pair, read_documents, read_pair_files
from songngu.workspace.bitexts import is_bitext
from songngu.workspace.configuration import Pair, Workspace, pairs
from songngu.workspace.evidence import Evidence
from songngu.workspace.plan import Request, rules_of
from songngu.workspace.review.desk import Desk, DeskItem
from songngu.workspace.review.folding import fold_journal
from songngu.workspace.review.session import ReviewKit

if TYPE_CHECKING:
    from songngu.align.aligner import Aligner


@dataclass(frozen=True, slots=True)
class ReviewRequest:
    """What the command line asks for; ``output`` is where the bitext of a pair of documents is kept."""

    paths: tuple[str, ...] = ()
    output: Path | None = None
    glossaries: tuple[Path, ...] = ()
    langs: tuple[str | None, str | None] = (None, None)
    by: str | None = None


def desk_for(workspace: Workspace, request: ReviewRequest, here: Path) -> Desk:
    """Return the desk that a request asks for; its paths start from ``here``.

    Raises UsageError for paths that are neither a bitext nor a pair of documents, and for a workspace without any.
    """
    from songngu.glossary.concept import Glossary
    from songngu.glossary.formats import read_glossary

    configured = workspace.configuration
    langs = request.langs[0] or configured.languages.source, request.langs[1] or configured.languages.target
    files = list(request.glossaries) or [workspace.root / name for name in configured.glossary.files]

    @cache
    def aligner_for(langs: tuple[str, str]) -> Aligner:
        return Evidence(langs, (), tuple(files)).aligner()

    kit = ReviewKit(
        root=workspace.root,
        glossary=Glossary.join(read_glossary(path) for path in files),
        rules=rules_of(workspace, Request()),
        langs=langs,
        aligner_for=aligner_for,
        by=request.by,
    )
    return Desk(_items(workspace, request, langs, here), kit)


def _items(workspace: Workspace, request: ReviewRequest, langs: tuple[str, str], here: Path) -> list[DeskItem]:
    if not request.paths:
        return _of_workspace(workspace, langs)
    if len(request.paths) > 2:
        raise UsageError("more than two paths", hint="name a bitext, or SOURCE and TARGET")
    if len(request.paths) == 2 and not any(map(is_bitext, request.paths)):
        return [_of_documents(request, langs, here)]
    if len(request.paths) == 2:
        raise UsageError("two paths of which one is a bitext", hint="name one bitext, or SOURCE and TARGET")
    return [_of_bitext(request.paths[0], here)]


def _of_bitext(name: str, here: Path) -> DeskItem:
    path = here / name
    if not is_bitext(name):
        raise UsageError(f"{name} is no bitext that can be reviewed", hint="name a bitext, or SOURCE and TARGET")
    if not path.exists() and not list(path.parent.glob(f"{path.stem}.*")):
        raise UsageError(f"{name}: no such file")
    return DeskItem(name, path)


def _of_documents(request: ReviewRequest, langs: tuple[str, str], here: Path) -> DeskItem:
    from songngu.align.rows import pair_name

    source, target = request.paths
    kept = request.output or Path(f"{pair_name(source, target, *langs)}.jsonl")
    if not is_bitext(str(kept)):
        raise UsageError(f"-o {kept}: no bitext that can be read back", hint="such as .jsonl, .tmx, .xlf")
    pair = Pair(source, target, str(kept))
    return DeskItem(str(kept), here / kept, partial(_make, here, pair, langs))


def _of_workspace(workspace: Workspace, langs: tuple[str, str]) -> list[DeskItem]:
    if not workspace.configuration.documents:
        raise UsageError(
            "nothing to review: no bitext is named, and there are no [[documents]] in a songngu.toml",
            hint="name a bitext, or SOURCE and TARGET",
        )
    root = workspace.root
    found, _ = pairs(workspace)
    return [
        DeskItem(pair.bitext or pair.source, root / pair.bitext, partial(_make, root, pair, langs))
        if pair.bitext
        else DeskItem(pair.source, None)
        for pair in found
    ]


def _make(root: Path, pair: Pair, langs: tuple[str, str]) -> None:
    """Align a pair into its bitext; where there is one, what was decided in it stays, and so does a file up to date."""
    from songngu.corpus.formats import read_bitext, write_bitext

    assert pair.bitext is not None
    path = root / pair.bitext
    fold_journal(path)
    files = read_pair_files(root, pair, langs)
    fresh = align_pair(files, read_documents(files))
    if files.kept is not None:
        kept = read_bitext(path)
        _check_same(path, kept["source_file"].to_list(), pair.source)
        if kept["id"].to_list() == fresh["id"].to_list():
            return
    path.parent.mkdir(parents=True, exist_ok=True)
    write_bitext(fresh, path)


def _check_same(path: Path, names: list[str], source: str) -> None:
    """Raise UsageError where a bitext is of other documents."""
    others = {name for name in names if name} - {Path(source).as_posix()}
    if others:
        raise UsageError(f"{path} is the bitext of {sorted(others)[0]}", hint="keep this one elsewhere: -o FILE")
