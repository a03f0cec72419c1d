"""The command `songngu align`."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from songngu.commands.align_folders import align_folders
from songngu.commands.align_job import (
    AlignJob,
    Encoder,
    Format,
    Jobs,
    KeepDuplicates,
    Lexicon,
    MinProbability,
    Moved,
    MovedBlocks,
    NoCopies,
    PairBy,
    Pairs,
    PartnersBy,
    Source,
    Summary,
    Target,
    tell_encoder,
)
from songngu.commands.align_pairs import align_table
from songngu.commands.console import say, warn_of_pair
from songngu.commands.options import (
    ColumnNames,
    EncodingName,
    Glossaries,
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
from songngu.commands.runner import ClusterAddress, InsecureCluster, RunReport, WorkerMemory, cluster_of
from songngu.corpus.errors import UsageError, no_such_file
from songngu.corpus.files.display import floored, quantity
from songngu.corpus.readers.extraction import Wrap
from songngu.workspace.runners.allocator import keep_freed_memory

if TYPE_CHECKING:
    import polars as pl

    from songngu.align.alignment import Alignment
    from songngu.corpus.formats.statistics import RowSelection
    from songngu.workspace.alignments import Alignments
    from songngu.workspace.configuration import Workspace


def align(
    source: Source = None,
    target: Target = None,
    output: Outputs = None,
    format: Format = None,
    source_lang: SourceLang = None,
    target_lang: TargetLang = None,
    trust_languages: TrustLanguages = False,
    pre_split: PreSplit = False,
    encoding: EncodingName = None,
    main: MainText = False,
    wrap: WrapLines = Wrap.AUTO,
    columns: ColumnNames = None,
    keep_duplicates: KeepDuplicates = False,
    lexicon: Lexicon = None,
    glossary: Glossaries = None,
    encoder: Encoder = None,
    moved: MovedBlocks = Moved.JOIN,
    min_probability: MinProbability = 0.0,
    pairs: Pairs = None,
    pair_by: PartnersBy = PairBy.NAME,
    jobs: Jobs = None,
    cluster: ClusterAddress = None,
    worker_memory: WorkerMemory = None,
    insecure_cluster: InsecureCluster = False,
    no_copies: NoCopies = False,
    summary: Summary = None,
    run_report: RunReport = None,
    force: Annotated[bool, typer.Option("--force", help="Of folders: align again what is up to date.")] = False,
    no_cache: Annotated[bool, typer.Option("--no-cache", help="Encode sentences anew, keep no vectors.")] = False,
    table: Annotated[bool, typer.Option("--table", help="Print a short side-by-side table.")] = False,
    quiet: Quiet = False,
) -> None:
    """Align two documents, or two folders, and write the bitext.

    One file that holds both languages is parted and aligned, too; --pairs takes a table of documents.

    Example: songngu align founder.vi.txt founder.en.txt -o founder.tmx -o founder.html --table
    """
    from songngu.corpus.formats.statistics import RowSelection
    from songngu.workspace.documents import ReadingOptions

    _check_asked(source, pairs, others=bool(format or table or force or columns or no_copies))
    workspace = _workspace(source, pairs)
    alignments_for = _alignments(workspace, lexicon, glossary, encoder, keep_duplicates, moved, no_cache)
    engine = cluster_of(workspace, cluster, worker_memory, insecure=insecure_cluster)
    job = AlignJob(
        alignments_for,
        ReadingOptions(pre_split, encoding, main, wrap),
        workspace.asked_languages(source_lang, target_lang),
        trust_languages,
        RowSelection(min_probability, copies=not no_copies),
        workspace.root if workspace.path else None,
    )
    if pairs:
        align_table(pairs, output, job, pair_by, jobs, engine, run_report, quiet=quiet)
        return
    assert source is not None
    folders = target is not None and Path(source).is_dir() and Path(target).is_dir()
    if not folders:
        of_folders = {"--cluster": cluster, "--report": run_report, "--pair-by": pair_by is not PairBy.NAME}
        _check_idle(of_folders | {"--summary": summary})
    if (columns and target is not None) or (table and folders):
        raise UsageError("--columns is for one table of both languages, --table for one pair", hint="leave it out")
    outputs = output or ([] if table else ["-"])
    if target is None:
        _align_one(source, outputs, format, job, column_names(columns), table=table, quiet=quiet)
    elif folders:
        align_folders(
            (Path(source), Path(target)), output, format, job, pair_by, jobs, engine, summary, run_report,
            force=force, quiet=quiet,
        )  # fmt: skip
    else:
        _check_files(source, target)
        _align_files((source, target), outputs, format, job, table=table, quiet=quiet)


def _check_asked(source: str | None, pairs: Path | None, *, others: bool) -> None:
    """Raise UsageError for nothing to align, and for --pairs beside documents or ``others``, what it does not take."""
    if pairs and source is not None:
        raise UsageError("--pairs names all documents itself", hint="leave SOURCE and TARGET out")
    if pairs and others:
        raise UsageError("--pairs writes parts in Parquet, and keeps what was done", hint="take the other options away")
    if source is None and pairs is None:
        raise UsageError("nothing to align", hint="name SOURCE and TARGET, or a table with --pairs")


_OF_FOLDERS = {
    "--cluster": "one pair of files is aligned sooner here",
    "--report": "leave it out for one pair of files",
    "--pair-by": "two files are a pair, whatever they are called",
    "--summary": "-o FILE.html writes a page of one pair",
}
"""The options of many documents, with what to do where there are two."""


def _check_idle(options: Mapping[str, object]) -> None:
    """Raise UsageError for an option of folders that is given where there are none."""
    idle = next((name for name, value in options.items() if value), None)
    if idle:
        raise UsageError(
            f"{idle} is for two folders{'' if idle == '--summary' else ' and --pairs'}", hint=_OF_FOLDERS[idle]
        )


def _workspace(source: str | None, pairs: Path | None) -> Workspace:
    """Return the workspace of what is aligned: that of the table, of the source, or of the working folder."""
    from songngu.corpus.files.copy_name import url_of
    from songngu.workspace.configuration import find_workspace

    named = pairs or Path(source or "-")
    return find_workspace(Path.cwd() if str(named) == "-" or url_of(named) else named)


def _alignments(
    workspace: Workspace,
    lexicon: list[Path] | None,
    glossary: list[Path] | None,
    encoder: str | None,
    keep_duplicates: bool,
    moved: Moved,
    no_cache: bool,
) -> Callable[[tuple[str, str]], Alignments]:
    """Return what gives the alignments of two languages; the files it reads are guarded against being written over."""
    from songngu.corpus.files.guard import guard
    from songngu.workspace.alignments import Alignments
    from songngu.workspace.evidence import Evidence

    glossaries = workspace.glossaries(glossary or ())
    guard([*glossaries, *([workspace.path] if workspace.path else [])])

    def alignments_for(langs: tuple[str, str]) -> Alignments:
        evidence = Evidence(langs, tuple(lexicon or ()), glossaries, encoder, no_cache)
        return Alignments(evidence, keep_duplicates, join_moved=moved is Moved.JOIN)

    return alignments_for


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
    from songngu.workspace.review.pending import fold_pending

    start = time.perf_counter()
    keep_freed_memory()
    if path == "-" or not Path(path).exists() or Path(path).is_dir():
        _check_files(path)
        raise UsageError(f"{path} is no file", hint="name SOURCE and TARGET, or one file that holds both languages")
    places = _places(outputs, format)
    for note in fold_pending(Path(name) for name in outputs if name != "-"):
        say(f"note: {note}")
    kept = decided_in(places, (job.asked[0] or "vi", job.asked[1] or "en"))
    folder = next((Path(name).parent for name in outputs if name != "-"), None)
    found = align_bilingual_file(
        path,
        named_from([path], job.root, folder)[1][0],
        job.asked,
        job.options,
        job.alignments_for,
        columns=columns,
        kept=read_bitext(kept, dict(places)[kept]) if kept else None,
    )
    for note in found.notes:
        say(f"note: {note}")
    _deliver(found.bitext, found.alignment, places, job, start, table=table, quiet=quiet)
    if found.alignment:
        langs = found.alignment.source.lang, found.alignment.target.lang
        tell_encoder(job.alignments_for(langs), quiet=quiet)
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
    from songngu.corpus.files.staging import together
    from songngu.corpus.formats import write_bitext
    from songngu.corpus.formats.table import lines
    from songngu.workspace.kept import refuse_rewritten

    refuse_rewritten(places, bitext)
    rows = job.selection.of(bitext)
    with together():
        notes = [f"{name}: {note}" for name, chosen in places for note in write_bitext(rows, name, chosen)]
    if table:
        for line in lines(rows):
            typer.echo(line)
    if not quiet:
        _summarise(alignment, bitext, time.perf_counter() - start)
    if rows.height < bitext.height:
        say(f"note: {quantity(bitext.height - rows.height, 'row')} left out, {_reasons(job.selection)}")
    for note in notes:
        say(f"note: {note}")


def _reasons(selection: RowSelection) -> str:
    """Say what is wrong with rows that are left out."""
    least = f"a probability under {selection.min_probability}" if selection.min_probability else ""
    return " or ".join(filter(None, [least, "" if selection.copies else "the same words on both sides"]))


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
    from songngu.workspace.review.pending import fold_pending

    start = time.perf_counter()
    keep_freed_memory()
    places = _places(outputs, format)
    for note in fold_pending(Path(name) for name in outputs if name != "-"):
        say(f"note: {note}")
    folder = next((Path(name).parent for name in outputs if name != "-"), None)
    top, names = named_from(paths, job.root, folder)
    files = read_pair_files(top, Pair(names[0], names[1]), usual_languages(job.asked), job.options, at=paths)
    documents = files.read_as_asked(paths, job.asked, trust=job.trust)
    warn_of_pair(documents)
    langs = documents[0].lang, documents[1].lang
    kept = decided_in(places, langs)
    if kept:
        files = with_kept(files, Path(kept).resolve(), dict(places)[kept])
    files = replace(files, langs=langs, complete=job.selection.is_all)
    with progress("aligning", quiet=quiet):
        alignments = job.alignments_for(langs)
        aligned = alignments.align(files, documents)
    if kept:
        refuse_other_documents(aligned.carried, files, kept)
    _deliver(aligned.bitext, aligned.alignment, places, job, start, table=table, quiet=quiet)
    tell_encoder(alignments, quiet=quiet)
    for line in tell_carried(aligned.carried, Path(kept), kept) if kept else ():
        say(line)
    _leave_unaligned(aligned.bitext)


def _check_files(*paths: str) -> None:
    """Raise UsageError for a folder, where only one of the two is one."""
    for path in paths:
        if path != "-" and not Path(path).exists():
            raise no_such_file(path)
    if len(paths) == 2 and _is_same(*paths):
        raise UsageError(
            f"{paths[0]} would be aligned with itself",
            hint=f"songngu align {paths[0]} splits a file that holds both languages",
        )
    if folder := next((path for path in paths if Path(path).is_dir()), None):
        raise UsageError(f"{folder} is a folder, the other is none", hint="align two files, or two folders")


def _is_same(one: str, other: str) -> bool:
    return one == other or ("-" not in (one, other) and Path(one).samefile(other))


def _summarise(alignment: Alignment | None, bitext: pl.DataFrame, seconds: float) -> None:
    from songngu.corpus.formats.statistics import DOUBTFUL, summary

    counts = summary(bitext)
    beads = ", ".join(f"{number:,} of {kind}" for kind, number in counts.bead_types)
    mean = "" if counts.mean_probability is None else f"; mean probability {floored(counts.mean_probability, 3)}"
    sentences = f"{counts.source_sentences:,} and {quantity(counts.target_sentences, 'sentence')}"
    say(f"{sentences} in {seconds:.1f} s: {beads or 'no beads'}{mean}")
    if alignment:
        _tell_places(alignment)
    if counts.doubtful:
        say(f"worth a look: {quantity(counts.doubtful, 'bead')} with a probability under {DOUBTFUL}")


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
