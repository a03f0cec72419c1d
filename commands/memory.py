"""The commands of `songngu memory`: the translation memory."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from songngu.commands.console import print_json, say, warn
from songngu.commands.options import (
    ColumnNames,
    Glossaries,
    Quiet,
    Report,
    ReportFormat,
    SourceLang,
    TargetLang,
    UiLang,
    column_names,
)
from songngu.commands.progress import progress
from songngu.corpus.files.display import quantity

if TYPE_CHECKING:
    from collections.abc import Sequence

    from songngu.workspace.memory.analysis import Counted
    from songngu.workspace.memory.concordance import Concordance

memory_app = typer.Typer(
    help="Keep a translation memory, search it, translate with it.", no_args_is_help=True, rich_markup_mode=None
)

MemoryFile = Annotated[Path, typer.Argument(metavar="MEMORY", help="The memory, a file.")]


@memory_app.command("add")
def memory_add(
    memory: MemoryFile,
    bitexts: Annotated[list[str], typer.Argument(metavar="BITEXT", help="Bitexts of any format, folders, globs; -.")],
    source_lang: SourceLang = None,
    target_lang: TargetLang = None,
    columns: ColumnNames = None,
    keep_going: Annotated[bool, typer.Option("--keep-going", help="Pass over what is broken in a bitext.")] = False,
    quiet: Quiet = False,
) -> None:
    """Add bitexts to a memory, which is made if need be.

    Adding one again brings its documents up to date.

    Example: songngu memory add memory.db founder.tmx
    """
    from songngu.corpus.formats.reading import Reading
    from songngu.workspace.memory.adding import add_bitexts

    def reading(name: str) -> Reading:
        return Reading(name, (source_lang, target_lang), keep_going, column_names(columns))

    with progress("adding", quiet=quiet):
        for name, done in add_bitexts(memory, bitexts, reading, lambda note: say(f"note: {note}")):
            if not quiet:
                say(f"{name}: {done}")


@memory_app.command("remove")
def memory_remove(
    memory: MemoryFile,
    documents: Annotated[list[str], typer.Argument(metavar="DOCUMENT", help="Documents, as stats lists them.")],
    reviewed: Annotated[bool, typer.Option("--reviewed", help="Remove what a person decided, too.")] = False,
) -> None:
    """Remove documents from a memory.

    Rows that a person reviewed stay, without a document.

    Example: songngu memory remove memory.db draft.tmx
    """
    from songngu.corpus.memory.store import Memory

    with Memory(memory) as opened:
        removed, stay = opened.remove(documents, reviewed=reviewed)
    say(f"{removed} removed" + (f"; {stay} reviewed stay without a document" if stay else ""))


@memory_app.command("stats")
def memory_stats(memory: MemoryFile, format: ReportFormat = Report.TEXT) -> None:
    """Tell what a memory holds.

    Example: songngu memory stats memory.db --format json
    """
    from songngu.corpus.memory.store import Memory

    with Memory(memory) as opened:
        stats, documents = opened.stats(), opened.documents()
    if format is Report.JSON:
        print_json(stats)
        return
    typer.echo(f"{quantity(stats['rows'], 'row')} in {quantity(stats['documents'], 'document')}")
    for pair in stats["pairs"]:
        typer.echo(f"  {pair['source_lang']}-{pair['target_lang']}: {pair['rows']}")
    told = ", ".join(f"{name} {count}" for name, count in stats["statuses"].items() if count)
    typer.echo(f"  {told}" + (f"; without a document {stats['detached']}" if stats["detached"] else ""))
    for document in documents:
        typer.echo(document)


@memory_app.command("verify")
def memory_verify(memory: MemoryFile) -> None:
    """Check that a memory is whole.

    Its pages, its references, its index; the exit status is 1 where it is not.

    Example: songngu memory verify memory.db
    """
    from songngu.corpus.memory.store import Memory

    with Memory(memory) as opened:
        faults = opened.verify()
    for fault in faults:
        typer.echo(fault)
    if faults:
        raise typer.Exit(1)
    say("the memory is whole")


@memory_app.command("export")
def memory_export(
    memory: MemoryFile,
    output: Annotated[str, typer.Option("-o", "--output", metavar="FILE", help="Where to write; - for stdout.")],
    format: Annotated[str | None, typer.Option("--format", metavar="NAME", help="If no suffix tells.")] = None,
    document: Annotated[
        list[str] | None, typer.Option("--document", metavar="NAME", help="Of this document only; may be repeated.")
    ] = None,
) -> None:
    """Write the rows of a memory as a bitext of any format.

    Example: songngu memory export memory.db -o memory.tmx
    """
    from songngu.workspace.memory.adding import export_memory

    for note in export_memory(memory, output, format, tuple(document or ())):
        say(f"note: {note}")


@memory_app.command("search")
def memory_search(
    memory: MemoryFile,
    text: Annotated[str, typer.Argument(metavar="TEXT", help="A word, a phrase or a name, in either language.")],
    also: Annotated[
        list[Path] | None, typer.Option("--also", metavar="MEMORY", help="Another memory to search; may be repeated.")
    ] = None,
    regex: Annotated[bool, typer.Option("--regex", help="TEXT is a regular expression; every row is read.")] = False,
    document: Annotated[
        list[str] | None, typer.Option("--document", metavar="GLOB", help="Of these documents; may be repeated.")
    ] = None,
    status: Annotated[
        list[str] | None, typer.Option("--status", metavar="STATUS", help="auto, accepted or edited; may be repeated.")
    ] = None,
    since: Annotated[str, typer.Option("--since", metavar="DATE", help="Of bitexts from this day on.")] = "",
    probability: Annotated[
        float | None, typer.Option("--min-probability", metavar="P", help="As likely as this, or reviewed.")
    ] = None,
    limit: Annotated[int, typer.Option("--limit", metavar="N", min=1, help="The most hits shown.")] = 100,
    format: ReportFormat = Report.TEXT,
) -> None:
    """Show how a word or phrase was rendered so far.

    The match and its likely rendering are marked.

    Example: songngu memory search memory.db "mô hình"
    """
    from contextlib import ExitStack

    from songngu.corpus.memory.search import search_filter
    from songngu.workspace.memory.concordance import as_json, concordance, open_memories

    among = search_filter(document or (), status or (), since, probability)
    with ExitStack() as stack:
        memories = open_memories([memory, *(also or ())], lambda note: say(f"note: {note}"), stack)
        found = concordance(memories, text, among, limit, regex=regex)
    if format is Report.JSON:
        print_json(as_json(found))
    else:
        _show(found)


def _show(found: Concordance) -> None:
    from songngu.corpus.files.display import printable
    from songngu.workspace.memory.concordance import told

    for line in told(found):
        typer.echo(printable(line))


Penalty = Annotated[int, typer.Option("--penalty-unreviewed", metavar="N", min=0, help="Points off, unless reviewed.")]
MachinePenalty = Annotated[
    int, typer.Option("--penalty-machine", metavar="N", min=0, help="Points off, if by machine.")
]
Also = Annotated[list[Path] | None, typer.Option("--also", metavar="MEMORY", help="Another memory; may be repeated.")]
Threshold = Annotated[int, typer.Option("--threshold", metavar="N", min=0, max=100, help="The least score.")]


@memory_app.command("match")
def memory_match(
    memory: MemoryFile,
    text: Annotated[str, typer.Argument(metavar="SENTENCE|FILE", help="A sentence, or a document of many.")],
    also: Also = None,
    source_lang: SourceLang = None,
    target_lang: TargetLang = None,
    threshold: Threshold = 50,
    limit: Annotated[int, typer.Option("--limit", metavar="N", min=1, help="The most matches of a sentence.")] = 5,
    penalty_unreviewed: Penalty = 0,
    penalty_machine: MachinePenalty = 15,
    format: ReportFormat = Report.TEXT,
) -> None:
    """Find sentences that are like one, with their scores.

    What differs is marked, numbers and names are carried over.

    Example: songngu memory match memory.db "Công ty hoà vốn sau 3 năm."
    """
    from contextlib import ExitStack

    from songngu.corpus.memory.match import Context, Penalties
    from songngu.workspace.memory import matching
    from songngu.workspace.memory.concordance import open_memories
    from songngu.workspace.memory.pretranslate import look_up
    from songngu.workspace.memory.segments import JobSegment, PretranslationJob, language_of, read_job

    with ExitStack() as stack:
        memories = open_memories([memory, *(also or ())], lambda note: say(f"note: {note}"), stack)
        pairs = [pair for each in memories for pair in each.pairs()]
        if _is_file(text):
            job = read_job(Path(text), pairs, (source_lang, target_lang))
        else:
            lang = source_lang or language_of(text, pairs)
            job = PretranslationJob("", (lang, target_lang or ""), (JobSegment("", 0, text),))
        found = []
        for at, segment in enumerate(job.segments):
            neighbours = [job.segments[k].text if 0 <= k < len(job.segments) else None for k in (at - 1, at + 1)]
            matches = look_up(
                memories, segment.text, job.langs[0], job.langs[1] or None, least=threshold, most=limit,
                context=Context(*neighbours), penalties=Penalties(penalty_unreviewed, penalty_machine),
            )  # fmt: skip
            found.append((segment, matches))
    if format is Report.JSON:
        print_json(matching.as_json(found))
        return
    for segment, matches in found:
        for line in matching.told(segment.text, matches):
            typer.echo(line)


def _is_file(text: str) -> bool:
    try:
        return Path(text).is_file()
    except (OSError, ValueError):  # a sentence too long to be a name, or with a null character in it
        return False


class AnalysisFormat(StrEnum):
    """How an analysis is printed."""

    TEXT = "text"
    CSV = "csv"
    JSON = "json"
    HTML = "html"


JobOutput = Annotated[
    str | None, typer.Option("-o", "--output", metavar="FILE", help="The job: .xliff, .po, .docx, .xlsx, .tmx …")
]
PromptTemplate = Annotated[
    Path | None,
    typer.Option("--prompt", metavar="TEMPLATE", help="Print a prompt for each segment (Jinja); nothing is sent."),
]
AnalysisPrinted = Annotated[AnalysisFormat, typer.Option("--format", help="How to print the analysis.")]


@memory_app.command("pretranslate")
def memory_pretranslate(
    memory: MemoryFile,
    documents: Annotated[list[Path], typer.Argument(metavar="DOCUMENT", help="Documents, bilingual files, folders.")],
    output: JobOutput = None,
    also: Also = None,
    glossary: Glossaries = None,
    source_lang: SourceLang = None,
    target_lang: TargetLang = None,
    threshold: Threshold = 75,
    penalty_unreviewed: Penalty = 0,
    penalty_machine: MachinePenalty = 15,
    prompt: PromptTemplate = None,
    format: AnalysisPrinted = AnalysisFormat.TEXT,
) -> None:
    """Make a job of documents with what a memory knows.

    Its best match beside each sentence; what is left to translate is counted.

    Example: songngu memory pretranslate memory.db draft.md -o job.xliff
    """
    from contextlib import ExitStack

    from songngu.corpus.memory.match import Penalties
    from songngu.glossary.concept import Glossary
    from songngu.glossary.formats import read_glossary
    from songngu.workspace.configuration import find_workspace
    from songngu.workspace.memory.concordance import open_memories
    from songngu.workspace.memory.pretranslate import bitext_of_jobs, check_output, pretranslate, prompts, write_job
    from songngu.workspace.memory.segments import files_in, read_job

    template = _template(prompt) if prompt else None
    terms = Glossary.join(read_glossary(path) for path in find_workspace(Path.cwd()).glossaries(glossary or ()))
    with ExitStack() as stack:
        memories = open_memories([memory, *(also or ())], lambda note: say(f"note: {note}"), stack)
        pairs = [pair for each in memories for pair in each.pairs()]
        jobs = [read_job(path, pairs, (source_lang, target_lang)) for path in files_in(documents)]
        for warning in (each for job in jobs for each in job.warnings):
            warn(warning)
        if output:
            check_output(output, jobs)
        penalties = Penalties(penalty_unreviewed, penalty_machine)
        with progress("pretranslating"):
            done = list(pretranslate(memories, jobs, terms, 50, penalties, 5 if prompt else 1))
    if output:
        for note in write_job(bitext_of_jobs(jobs, done, threshold), output):
            say(f"note: {note}")
    if template is not None:
        for text in prompts(template, done):
            typer.echo(text)
        return
    _analyse([each.counted() for each in done], format)


def _analyse(counted: Sequence[Counted], format: AnalysisFormat) -> None:
    from songngu.workspace.memory import analysis

    if format is AnalysisFormat.JSON:
        print_json(analysis.as_json(counted))
    else:
        shown = {"text": analysis.as_text, "csv": analysis.as_csv, "html": analysis.as_page}[format.value](counted)
        typer.echo(shown, nl=False)


def _template(path: Path) -> str:
    from songngu.corpus.errors import unreadable

    try:
        return path.read_text(encoding="utf-8")
    except (OSError, ValueError) as error:
        raise unreadable(error, path) from error


@memory_app.command("serve")
def memory_serve(
    memory: MemoryFile,
    also: Also = None,
    port: Annotated[
        int, typer.Option("--port", metavar="N", min=0, max=65535, help="Where to listen; any that is free.")
    ] = 0,
    no_open: Annotated[bool, typer.Option("--no-open", help="Open no browser.")] = False,
    ui_lang: UiLang = "en",
    programs: Annotated[
        bool, typer.Option("--programs", help="Let any program of this machine read /api and /tmserver.")
    ] = False,
) -> None:
    """Serve the memory as a page and to other tools.

    A concordance on this machine alone, a JSON API, the protocol of amaGama for translation tools.

    Example: songngu memory serve memory.db --port 8090 --programs
    """
    from contextlib import ExitStack

    from songngu.corpus.errors import UsageError

    try:
        from songngu.workspace.memory.server import FOR_PROGRAMS, application
        from songngu.workspace.pages.serving import serve
    except ModuleNotFoundError as error:
        raise UsageError(
            f"the page needs {error.name}, which is not installed", hint="pip install 'songngu[review]'"
        ) from None
    from songngu.workspace.memory.concordance import open_memories
    from songngu.workspace.pages.catalogue import Catalogue

    def opened(url: str) -> None:
        typer.echo(url)
        if not no_open:
            typer.launch(url)

    with ExitStack() as stack:
        memories = open_memories([memory, *(also or ())], lambda note: say(f"note: {note}"), stack)
        serve(application(memories, Catalogue(ui_lang)), port, opened, FOR_PROGRAMS if programs else ())
