"""The command `songngu align`."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Annotated

import typer

from songngu.commands.console import read_pair, say
from songngu.commands.options import (
    ColumnNames,
    EncodingName,
    MainText,
    Outputs,
    PreSplit,
    Quiet,
    SourceLang,
    TargetLang,
    TrustLanguages,
    WrapLines,
    column_names,
)
from songngu.commands.progress import progress
from songngu.corpus.errors import InputError, UsageError
from songngu.corpus.readers.extraction import Wrap

if TYPE_CHECKING:
    import polars as pl

    from songngu.align.alignment import Alignment
    from songngu.align.pairing import Pairing
    from songngu.workspace.alignments import Alignments
    from songngu.workspace.collection import PairCollection
    from songngu.workspace.documents import ReadingOptions
    from songngu.workspace.folders import FolderTask, JobResult


_MOST_TOLD = 10


class Moved(StrEnum):
    """How the rows of a block that stands elsewhere in the other text come out."""

    JOIN = "join"
    APART = "apart"


class PairBy(StrEnum):
    """How the files of two folders find their partners."""

    NAME = "name"
    CONTENT = "content"


@dataclass(frozen=True, slots=True)
class AlignJob:
    """What files and folders are aligned with alike; ``asked`` are the languages that something names."""

    alignments_for: Callable[[tuple[str, str]], Alignments]
    options: ReadingOptions
    asked: tuple[str | None, str | None]
    trust: bool
    min_probability: float
    root: Path | None


def align(
    source: Annotated[str, typer.Argument(metavar="SOURCE", help="The original, a file or a folder; - for stdin.")],
    target: Annotated[
        str | None, typer.Argument(metavar="TARGET", help="Its rendering; left out, SOURCE holds both languages.")
    ] = None,
    output: Outputs = None,
    format: Annotated[
        str | None,
        typer.Option(
            "--format",
            metavar="NAME",
            help="Such as tmx, xliff, po, parquet, html, beads; by default that of the suffix.",
        ),
    ] = None,
    source_lang: SourceLang = None,
    target_lang: TargetLang = None,
    trust_languages: TrustLanguages = False,
    pre_split: PreSplit = False,
    encoding: EncodingName = None,
    main: MainText = False,
    wrap: WrapLines = Wrap.AUTO,
    columns: ColumnNames = None,
    keep_duplicates: Annotated[
        bool, typer.Option("--keep-duplicates", help="Align repeated passages too, instead of setting them aside.")
    ] = False,
    lexicon: Annotated[
        list[Path] | None,
        typer.Option("--lexicon", metavar="FILE", help="Your own, beside the shipped one."),
    ] = None,
    glossary: Annotated[
        list[Path] | None, typer.Option("--glossary", metavar="FILE", help="A glossary whose terms are evidence.")
    ] = None,
    encoder: Annotated[
        str | None,
        typer.Option(
            "--encoder",
            metavar="NAME",
            help="`use` (extra `neural`), or the folder of a sentence-transformers model (extra `transformers`).",
        ),
    ] = None,
    moved: Annotated[
        Moved, typer.Option("--moved", help="Sentences that surely go together across the order: one row, or two.")
    ] = Moved.JOIN,
    min_probability: Annotated[
        float, typer.Option("--min-probability", metavar="P", min=0, max=1, help="Leave out beads less probable.")
    ] = 0.0,
    pair_by: Annotated[PairBy, typer.Option("--pair-by", help="Of folders: how partners are found.")] = PairBy.NAME,
    jobs: Annotated[int | None, typer.Option("--jobs", metavar="N", min=1, help="Of folders: processes.")] = None,
    force: Annotated[bool, typer.Option("--force", help="Of folders: align again what is up to date.")] = False,
    table: Annotated[bool, typer.Option("--table", help="Print a short side-by-side table.")] = False,
    quiet: Quiet = False,
) -> None:
    """Align two documents, one that holds both languages, or all of two folders, and write the bitext.

    Example: songngu align founder.vi.txt founder.en.txt -o founder.tmx -o founder.html --table
    """
    from songngu.corpus.files.guard import guard
    from songngu.workspace.alignments import Alignments
    from songngu.workspace.configuration import find_workspace
    from songngu.workspace.documents import ReadingOptions
    from songngu.workspace.evidence import Evidence

    workspace = find_workspace(Path.cwd() if source == "-" else Path(source))
    asked = workspace.asked_languages(source_lang, target_lang)
    glossaries = workspace.glossaries(glossary or ())
    guard([*glossaries, *([workspace.path] if workspace.path else [])])

    def alignments_for(langs: tuple[str, str]) -> Alignments:
        evidence = Evidence(langs, tuple(lexicon or ()), glossaries, encoder)
        return Alignments(evidence, keep_duplicates, join_moved=moved is Moved.JOIN)

    options = ReadingOptions(pre_split, encoding, main, wrap)
    root = workspace.root if workspace.path else None
    job = AlignJob(alignments_for, options, asked, trust_languages, min_probability, root)
    if target is None:
        outputs = output or ([] if table else ["-"])
        _align_one(source, outputs, format, job, column_names(columns), table=table, quiet=quiet)
        return
    if Path(source).is_dir() and Path(target).is_dir():
        folders = Path(source), Path(target)
        _align_folders(folders, output, format, job, pair_by, jobs, force=force, quiet=quiet)
        return
    _check_files(source, target)
    outputs = output or ([] if table else ["-"])
    _align_files((source, target), outputs, format, job, table=table, quiet=quiet)


def _align_one(
    path: str,
    outputs: list[str],
    format: str | None,
    job: AlignJob,
    columns: tuple[str, ...],
    *,
    table: bool,
    quiet: bool,
) -> None:
    from songngu.corpus.formats import read_bitext
    from songngu.workspace.bilingual import align_bilingual_file
    from songngu.workspace.documents import named_from
    from songngu.workspace.kept import decided_in, tell_carried

    start = time.perf_counter()
    if path == "-" or not Path(path).exists() or Path(path).is_dir():
        _check_files(path)
        raise UsageError(f"{path} is no file", hint="name SOURCE and TARGET, or one file that holds both languages")
    places = _places(outputs, format)
    kept = decided_in(places, (job.asked[0] or "vi", job.asked[1] or "en"))
    folder = next((Path(name).parent for name in outputs if name != "-"), None)
    found = align_bilingual_file(
        path,
        named_from([path], job.root, folder)[1][0],
        job.asked,
        job.options,
        job.alignments_for,
        columns=columns,
        kept=read_bitext(kept) if kept else None,
    )
    for note in found.notes:
        say(f"note: {note}")
    _deliver(found.bitext, found.alignment, places, job, start, table=table, quiet=quiet)
    if found.alignment:
        langs = found.alignment.source.lang, found.alignment.target.lang
        _tell_encoder(job.alignments_for(langs), quiet=quiet)
    for line in tell_carried(found.carried, Path(kept), kept) if kept else ():
        say(line)
    _leave_unaligned(found.bitext)


def _places(outputs: list[str], format: str | None) -> list[tuple[str, str]]:
    """Return the outputs with their formats; raises UsageError for one that cannot be written."""
    from songngu.corpus.files.guard import check_distinct
    from songngu.corpus.files.output import check_place
    from songngu.corpus.formats import format_of, is_of_files

    places = [(name, format_of(name, format or ("tsv" if name == "-" else None))) for name in outputs]
    check_distinct(outputs)
    for name, chosen in places:
        if not is_of_files(chosen):
            check_place(name)
    return places


def _deliver(
    bitext: pl.DataFrame,
    alignment: Alignment | None,
    places: list[tuple[str, str]],
    job: AlignJob,
    start: float,
    *,
    table: bool,
    quiet: bool,
) -> None:
    """Write a bitext to all outputs, and say what there is to say of it."""
    from songngu.corpus.formats import write_bitext
    from songngu.corpus.formats.statistics import at_least
    from songngu.corpus.formats.table import lines

    rows = at_least(bitext, job.min_probability)
    notes = [f"{name}: {note}" for name, chosen in places for note in write_bitext(rows, name, chosen)]
    if table:
        for line in lines(rows):
            typer.echo(line)
    if not quiet:
        _summarise(alignment, bitext, time.perf_counter() - start)
    if rows.height < bitext.height:
        say(f"note: {bitext.height - rows.height} beads with a probability under {job.min_probability} left out")
    for note in notes:
        say(f"note: {note}")


def _tell_encoder(alignments: Alignments, *, quiet: bool) -> None:
    for line in alignments.encoder_notes():
        if not quiet or line.startswith("warning"):
            say(line)


def _leave_unaligned(bitext: pl.DataFrame) -> None:
    """Exit with 1 where no sentence has a partner."""
    from songngu.corpus.formats.statistics import summary

    if summary(bitext).is_unaligned:
        say("warning: nothing is aligned: no sentence has a partner on the other side")
        raise typer.Exit(1)


def _align_files(
    paths: tuple[str, str],
    outputs: list[str],
    format: str | None,
    job: AlignJob,
    *,
    table: bool,
    quiet: bool,
) -> None:
    from songngu.workspace.configuration import Pair
    from songngu.workspace.documents import named_from, read_pair_files, with_kept
    from songngu.workspace.kept import decided_in, refuse_other_documents, tell_carried
    from songngu.workspace.languages import usual_languages
    from songngu.workspace.review.folding import fold_all

    start = time.perf_counter()
    places = _places(outputs, format)
    for note in fold_all(Path(name) for name in outputs if name != "-"):
        say(f"note: {note}")
    folder = next((Path(name).parent for name in outputs if name != "-"), None)
    top, names = named_from(paths, job.root, folder)
    files = read_pair_files(top, Pair(names[0], names[1]), usual_languages(job.asked), job.options)
    documents = read_pair(files, paths, job.asked, trust=job.trust)
    langs = documents[0].lang, documents[1].lang
    kept = decided_in(places, langs)
    if kept:
        files = with_kept(files, Path(kept).resolve())
    files = replace(files, langs=langs, complete=not job.min_probability)
    with progress("aligning", quiet=quiet):
        alignments = job.alignments_for(langs)
        aligned = alignments.align(files, documents)
    if kept:
        refuse_other_documents(aligned.carried, files, kept)
    _deliver(aligned.bitext, aligned.alignment, places, job, start, table=table, quiet=quiet)
    _tell_encoder(alignments, quiet=quiet)
    for line in tell_carried(aligned.carried, Path(kept), kept) if kept else ():
        say(line)
    _leave_unaligned(aligned.bitext)


def _check_files(*paths: str) -> None:
    """Raise UsageError for a folder, where only one of the two is one."""
    for path in paths:
        if path != "-" and not Path(path).exists():
            raise InputError("cannot be read: no such file or folder", path=path)
    if len(paths) == 2 and _is_same(*paths):
        raise UsageError(
            f"{paths[0]} would be aligned with itself",
            hint=f"songngu align {paths[0]} splits a file that holds both languages",
        )
    if folder := next((path for path in paths if Path(path).is_dir()), None):
        raise UsageError(f"{folder} is a folder, the other is none", hint="align two files, or two folders")


def _is_same(one: str, other: str) -> bool:
    return one == other or ("-" not in (one, other) and Path(one).samefile(other))


def _align_folders(
    folders: tuple[Path, Path],
    outputs: list[str] | None,
    format: str | None,
    job: AlignJob,
    pair_by: PairBy,
    workers: int | None,
    *,
    force: bool,
    quiet: bool,
) -> None:
    from songngu.workspace.collection import collection_of
    from songngu.workspace.review.folding import fold_all, fold_folder

    if not outputs or "-" in outputs:
        raise UsageError("two folders are aligned into a folder or a bitext", hint="name it with -o")
    with TemporaryDirectory(prefix="songngu-", ignore_cleanup_errors=True) as scratch:
        collection = collection_of(outputs, format, Path(scratch))
        output = collection.folder if collection else Path(outputs[0])
        for note in fold_all(map(Path, outputs)) if collection else fold_folder(output):
            say(f"note: {note}")
        pairing, task = _paired(folders, output, format, job, pair_by, collection, quiet=quiet)
        results = _aligned(pairing, folders, output, task, workers, collection, force=force, quiet=quiet)
        for line in collection.write(results) if collection else ():
            say(line)
    _leave(results, pairing)


def _paired(
    folders: tuple[Path, Path],
    output: Path,
    format: str | None,
    job: AlignJob,
    pair_by: PairBy,
    collection: PairCollection | None,
    *,
    quiet: bool,
) -> tuple[Pairing, FolderTask]:
    """Return the pairs of two folders and how they are aligned; tell what is no part of one."""
    from songngu.corpus.files.guard import guard
    from songngu.corpus.formats import format_of
    from songngu.workspace.folders import FolderTask, folder_languages, pair_folders

    langs = folder_languages(folders, job.asked, job.options, output=output, trust=job.trust)
    alignments = job.alignments_for(langs)
    kind = "tmx" if collection else format or "tmx"
    task = FolderTask(alignments, format_of("-", kind), job.options, job.min_probability, job.root, job.trust)
    by_content = pair_by is PairBy.CONTENT
    pairing = pair_folders(folders, alignments.evidence, job.options, by_content=by_content, output=output)
    _tell_pairing(pairing, quiet=quiet)
    guard(path for pair in pairing.pairs for path in pair)
    if not pairing.pairs:
        raise UsageError(
            f"no file of {folders[0]} goes with one of {folders[1]}", hint="name them alike, or try --pair-by content"
        )
    return pairing, collection.task(task) if collection else task


def _aligned(
    pairing: Pairing,
    folders: tuple[Path, Path],
    output: Path,
    task: FolderTask,
    workers: int | None,
    collection: PairCollection | None,
    *,
    force: bool,
    quiet: bool,
) -> list[JobResult]:
    """Align the pairs of two folders and tell what became of them."""
    from songngu.corpus.files.guard import check_unguarded
    from songngu.workspace.folders import Outcome, align_jobs, jobs_of, with_collection
    from songngu.workspace.runners.local import cores

    work = jobs_of(pairing, folders, output, task)
    for each in work:
        check_unguarded(each.output)
    task = with_collection(task, work)
    if collection:
        collection.lay_out(work, task)
    results = []
    with progress("aligning", len(work), quiet=quiet) as bar:
        for result in align_jobs(work, task, workers=workers or cores(), force=force):
            results.append(result)
            bar.advance()
    _tell_encoder(task.alignments, quiet=quiet)
    results.sort(key=lambda each: each.job.output)
    for result in results:
        for message in result.messages:
            say(f"error: {message}" if result.outcome is Outcome.FAILED else message)
    if not quiet:
        counts = Counter(result.outcome for result in results)
        told = (outcome for outcome in Outcome if counts[outcome] or outcome is not Outcome.EMPTY)
        say(", ".join(f"{counts[outcome]} {outcome}" for outcome in told))
        for line in _worst_first(results):
            say(line)
        if task.alignments.learnt_from:
            say(f"note: no lexicon ships for {'-'.join(task.langs)}: learnt from all {len(work)} pairs together")
    return results


def _worst_first(results: list[JobResult]) -> Iterator[str]:
    """Yield a line for each of the pairs aligned with the least mean probability, the worst first."""
    told = [(result.mean_probability, result) for result in results if result.mean_probability is not None]
    worst = sorted(told, key=lambda pair: (pair[0], -pair[1].one_sided, str(pair[1].job.output)))
    for mean, result in worst[:_MOST_TOLD] if len(worst) > 1 else ():
        yield f"{result.job.output.name}: mean probability {mean:.3f}, {result.one_sided:.0%} of the rows one-sided"
    if len(worst) > _MOST_TOLD:
        yield f"{len(worst) - _MOST_TOLD} more, all better than these"


def _leave(results: list[JobResult], pairing: Pairing) -> None:
    """Leave with the exit status of what became of the pairs."""
    from songngu.workspace.folders import Outcome

    outcomes = {result.outcome for result in results}
    if Outcome.FAILED in outcomes or pairing.unread:
        raise typer.Exit(InputError.exit_code)
    if Outcome.EMPTY in outcomes:
        raise typer.Exit(1)


def _tell_pairing(pairing: Pairing, *, quiet: bool) -> None:
    for path in pairing.unpaired:
        say(f"warning: {path} has no partner")
    for message in pairing.unread:
        say(f"error: {message}")
    if pairing.passed_over and not quiet:
        say(f"note: files that hold no text passed over: {len(pairing.passed_over)}")


def _summarise(alignment: Alignment | None, bitext: pl.DataFrame, seconds: float) -> None:
    from songngu.corpus.formats.statistics import DOUBTFUL, summary

    counts = summary(bitext)
    beads = ", ".join(f"{number} of {kind}" for kind, number in counts.bead_types)
    mean = "" if counts.mean_probability is None else f"; mean probability {counts.mean_probability:.3f}"
    sentences = f"{counts.source_sentences} and {counts.target_sentences} sentences"
    say(f"{sentences} in {seconds:.1f} s: {beads or 'no beads'}{mean}")
    if alignment:
        _tell_places(alignment)
    if counts.doubtful:
        say(f"worth a look: {counts.doubtful} beads with a probability under {DOUBTFUL}")


def _tell_places(alignment: Alignment) -> None:
    """Say where passages stand again, and where blocks stand elsewhere in the other text."""
    from songngu.align.alignment import set_aside_passages

    for document, first, second in set_aside_passages(alignment):
        lines = [[document.position(place)[0] for place in (span.start, span.end)] for span in (first, second)]
        say("{}: lines {}-{} stand again at lines {}-{}, set aside".format(document.path, *lines[0], *lines[1]))
    for move in alignment.moves:
        places = [
            [document.position(document.sentences[k].span.start)[0] for k in (block[0], block[-1])]
            for document, block in ((alignment.source, move.source), (alignment.target, move.target))
        ]
        here, there = ("lines {}-{}".format(*lines) for lines in places)
        say(f"moved: {here} of {alignment.source.path} stand at {there} of {alignment.target.path}")
