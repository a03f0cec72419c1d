"""The command `songngu align`."""

from __future__ import annotations

import sys
import time
from dataclasses import replace
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from songngu.commands.console import read_pair, say
from songngu.commands.options import EncodingName, MainText, Outputs, PreSplit, Quiet, SourceLang, TargetLang, WrapLines
from songngu.corpus.errors import InputError, UsageError
from songngu.corpus.readers.extraction import Wrap

if TYPE_CHECKING:
    import polars as pl

    from songngu.align.alignment import Alignment
    from songngu.workspace.collection import Task


class PairBy(StrEnum):
    """How the files of two folders find their partners."""

    NAME = "name"
    CONTENT = "content"


def align(
    source: Annotated[str, typer.Argument(metavar="SOURCE", help="The original, a file or a folder; - for stdin.")],
    target: Annotated[str, typer.Argument(metavar="TARGET", help="Its rendering, a file or a folder.")],
    output: Outputs = None,
    format: Annotated[
        str | None,
        typer.Option(
            "--format",
            metavar="NAME",
            help="Such as tmx, xliff, po, parquet, html, beads; by default that of the suffix.",
        ),
    ] = None,
    source_lang: SourceLang = "vi",
    target_lang: TargetLang = "en",
    pre_split: PreSplit = False,
    encoding: EncodingName = None,
    main: MainText = False,
    wrap: WrapLines = Wrap.AUTO,
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
        str | None, typer.Option("--encoder", metavar="MODEL", help="A sentence-transformers model (extra `neural`).")
    ] = None,
    min_probability: Annotated[
        float, typer.Option("--min-probability", metavar="P", min=0, max=1, help="Leave out beads less probable.")
    ] = 0.0,
    pair_by: Annotated[PairBy, typer.Option("--pair-by", help="Of folders: how partners are found.")] = PairBy.NAME,
    jobs: Annotated[int | None, typer.Option("--jobs", metavar="N", min=1, help="Of folders: processes.")] = None,
    force: Annotated[bool, typer.Option("--force", help="Of folders: align again what is up to date.")] = False,
    table: Annotated[bool, typer.Option("--table", help="Print a short side-by-side table.")] = False,
    quiet: Quiet = False,
) -> None:
    """Align two documents, or all documents of two folders, sentence by sentence and write the bitext.

    Example: songngu align founder.vi.txt founder.en.txt -o founder.tmx -o founder.html --table
    """
    start = time.perf_counter()
    from songngu.workspace.evidence import Evidence

    langs = source_lang, target_lang
    evidence = Evidence(langs, tuple(lexicon or ()), tuple(glossary or ()), encoder)
    if Path(source).is_dir() and Path(target).is_dir():
        task = _task(langs, format, pre_split=pre_split, encoding=encoding, keep_duplicates=keep_duplicates)
        task = replace(
            task,
            aligner=evidence.aligner(),
            min_probability=min_probability,
            main=main,
            wrap=wrap,
            evidence=evidence.fingerprint,
        )
        _align_folders((Path(source), Path(target)), output, task, pair_by, jobs, force=force, quiet=quiet)
        return
    from songngu.align.alignment import align_documents
    from songngu.align.rows import to_bitext
    from songngu.corpus.files.output import check_place
    from songngu.corpus.formats import format_of, is_of_files, write_bitext
    from songngu.corpus.formats.statistics import at_least
    from songngu.corpus.formats.table import lines

    _check_files(source, target)
    outputs = output or ([] if table else ["-"])
    formats = [format_of(name, format or ("tsv" if name == "-" else None)) for name in outputs]
    for name, chosen in zip(outputs, formats, strict=True):
        if not is_of_files(chosen):
            check_place(name)
    aligner = None if langs[0] == langs[1] else evidence.aligner()
    documents = read_pair(source, target, langs, pre_split=pre_split, encoding=encoding, main=main, wrap=wrap)
    alignment = align_documents(*documents, keep_duplicates=keep_duplicates, aligner=aligner)
    bitext = to_bitext(alignment)
    kept = at_least(bitext, min_probability)
    notes = [
        f"{name}: {note}"
        for name, chosen in zip(outputs, formats, strict=True)
        for note in write_bitext(kept, name, chosen)
    ]
    if table:
        for line in lines(kept):
            typer.echo(line)
    if not quiet:
        _summarise(alignment, bitext, time.perf_counter() - start)
    if kept.height < bitext.height:
        say(f"note: {bitext.height - kept.height} beads with a probability under {min_probability} left out")
    for note in notes:
        say(f"note: {note}")


def _check_files(*paths: str) -> None:
    """Raise UsageError for a folder, where only one of the two is one."""
    for path in paths:
        if path != "-" and not Path(path).exists():
            raise UsageError(f"{path}: no such file")
    if folder := next((path for path in paths if Path(path).is_dir()), None):
        raise UsageError(f"{folder} is a folder, the other is none", hint="align two files, or two folders")


def _task(
    langs: tuple[str, str], format: str | None, *, pre_split: bool, encoding: str | None, keep_duplicates: bool
) -> Task:
    from songngu.corpus.formats import format_of
    from songngu.workspace.collection import Task

    return Task(langs, format_of("-", format or "tmx"), pre_split, encoding, keep_duplicates)


def _align_folders(
    folders: tuple[Path, Path],
    outputs: list[str] | None,
    task: Task,
    pair_by: PairBy,
    jobs: int | None,
    *,
    force: bool,
    quiet: bool,
) -> None:
    from songngu.workspace.collection import Outcome, align_collection, cores, jobs_of, pair, with_aligner

    if not outputs or len(outputs) != 1 or outputs[0] == "-":
        raise UsageError("two folders are aligned into a folder", hint="name it with -o")
    pairing = pair(folders, task, by_content=pair_by is PairBy.CONTENT, output=Path(outputs[0]))
    for path in pairing.unpaired:
        say(f"warning: {path} has no partner")
    for message in pairing.unread:
        say(f"error: {message}")
    if not pairing.pairs:
        raise UsageError(
            f"no file of {folders[0]} goes with one of {folders[1]}", hint="name them alike, or try --pair-by content"
        )
    work = jobs_of(pairing, folders, Path(outputs[0]), task)
    task = with_aligner(task, pairing)
    counts = dict.fromkeys(Outcome, 0)
    with typer.progressbar(length=len(work), file=sys.stderr, hidden=quiet or not sys.stderr.isatty()) as bar:
        run = align_collection(
            work, task, workers=jobs or cores(), force=force, progress=lambda done, _: bar.update(done - bar.pos)
        )
        results = list(run)
    for result in results:
        counts[result.outcome] += 1
        if result.outcome is Outcome.FAILED:
            say(f"error: {result.message}")
    if not quiet:
        say(", ".join(f"{number} {outcome}" for outcome, number in counts.items()))
    if counts[Outcome.FAILED] or pairing.unread:
        raise typer.Exit(InputError.exit_code)


def _summarise(alignment: Alignment, bitext: pl.DataFrame, seconds: float) -> None:
    from songngu.align.alignment import set_aside_passages
    from songngu.corpus.formats.statistics import DOUBTFUL, summary

    counts = summary(bitext)
    beads = ", ".join(f"{number} of {kind}" for kind, number in counts.bead_types)
    mean = "" if counts.mean_probability is None else f"; mean probability {counts.mean_probability:.3f}"
    sentences = f"{counts.source_sentences} and {counts.target_sentences} sentences"
    say(f"{sentences} in {seconds:.1f} s: {beads or 'no beads'}{mean}")
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
    if counts.doubtful:
        say(f"worth a look: {counts.doubtful} beads with a probability under {DOUBTFUL}")
    if counts.rows and counts.one_sided == counts.rows - counts.repeated:
        say("warning: nothing is aligned: no sentence has a partner on the other side")
