"""The command line: parses, calls one function of the library, prints. Data goes to stdout, all else to stderr."""

from __future__ import annotations

import json
import sys
import time
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from songngu import __version__
from songngu.corpus.errors import SongnguError, UsageError

if TYPE_CHECKING:
    import polars as pl

    from songngu.align.alignment import Alignment
    from songngu.corpus.document import Document

app = typer.Typer(
    name="songngu",
    help="Align, check and de-duplicate Vietnamese-English texts.",
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
lexicon_app = typer.Typer(help="Bilingual lexicons.", no_args_is_help=True, rich_markup_mode=None)
app.add_typer(lexicon_app, name="lexicon")

SourceLang = Annotated[str, typer.Option("--source-lang", metavar="LANG", help="Language of the source.")]
TargetLang = Annotated[str, typer.Option("--target-lang", metavar="LANG", help="Language of the target.")]
PreSplit = Annotated[bool, typer.Option("--pre-split", help="Each line is one sentence; blank lines part paragraphs.")]
Outputs = Annotated[
    list[str] | None,
    typer.Option("-o", "--output", metavar="FILE", help="Where to write (- for stdout); may be given more than once."),
]
Quiet = Annotated[bool, typer.Option("-q", "--quiet", help="No summary on stderr.")]


class Report(StrEnum):
    """How findings and tables are printed."""

    TEXT = "text"
    JSON = "json"


ReportFormat = Annotated[Report, typer.Option("--format", help="How to print.")]


@app.callback(invoke_without_command=True)
def _root(
    version: Annotated[bool, typer.Option("--version", help="Print the version and exit.", is_eager=True)] = False,
) -> None:
    if version:
        typer.echo(f"songngu {__version__}")
        raise typer.Exit


@app.command()
def align(
    source: Annotated[str, typer.Argument(metavar="SOURCE", help="The original: .txt or .md; - for stdin.")],
    target: Annotated[str, typer.Argument(metavar="TARGET", help="Its rendering.")],
    output: Outputs = None,
    format: Annotated[
        str | None, typer.Option("--format", metavar="NAME", help="beads, html, jsonl, table, tmx, tsv.")
    ] = None,
    source_lang: SourceLang = "vi",
    target_lang: TargetLang = "en",
    pre_split: PreSplit = False,
    keep_duplicates: Annotated[
        bool, typer.Option("--keep-duplicates", help="Align repeated passages too, instead of setting them aside.")
    ] = False,
    table: Annotated[bool, typer.Option("--table", help="Print a short side-by-side table.")] = False,
    quiet: Quiet = False,
) -> None:
    """Align two documents sentence by sentence and write the bitext.

    Example: songngu align founder.vi.txt founder.en.txt -o founder.tmx -o founder.html --table
    """
    start = time.perf_counter()
    from songngu.align.alignment import align_documents, to_bitext
    from songngu.corpus.formats import format_of, write_bitext
    from songngu.corpus.formats.table import lines

    outputs = output or ([] if table else ["-"])
    formats = [format or ("tsv" if name == "-" else format_of(name)) for name in outputs]
    documents = _read_pair(source, target, (source_lang, target_lang), pre_split=pre_split)
    alignment = align_documents(*documents, keep_duplicates=keep_duplicates)
    bitext = to_bitext(alignment)
    notes = [
        f"{name}: {note}"
        for name, chosen in zip(outputs, formats, strict=True)
        for note in write_bitext(bitext, name, chosen)
    ]
    if table:
        for line in lines(bitext):
            typer.echo(line)
    if not quiet:
        _summarise(alignment, bitext, time.perf_counter() - start)
    for note in notes:
        _say(f"note: {note}")


def _read_pair(
    source: str, target: str, langs: tuple[str, str], *, pre_split: bool = False
) -> tuple[Document, Document]:
    from songngu.corpus.readers import read_document, read_presplit

    read = read_presplit if pre_split else read_document
    left, right = read(source, langs[0]), read(target, langs[1])
    for document in (left, right):
        if not document.sentences:
            _say(f"warning: {document.path} holds no sentences")
    return left, right


def _summarise(alignment: Alignment, bitext: pl.DataFrame, seconds: float) -> None:
    from songngu.align.alignment import set_aside_passages
    from songngu.corpus.statistics import DOUBTFUL, summary

    counts = summary(bitext)
    beads = ", ".join(f"{number} of {kind}" for kind, number in counts.bead_types)
    mean = "" if counts.mean_probability is None else f"; mean probability {counts.mean_probability:.3f}"
    sentences = f"{counts.source_sentences} and {counts.target_sentences} sentences"
    _say(f"{sentences} in {seconds:.1f} s: {beads or 'no beads'}{mean}")
    for document, first, second in set_aside_passages(alignment):
        lines = [[document.position(place)[0] for place in (span.start, span.end)] for span in (first, second)]
        _say("{}: lines {}-{} stand again at lines {}-{}, set aside".format(document.path, *lines[0], *lines[1]))
    if counts.doubtful:
        _say(f"worth a look: {counts.doubtful} beads with a probability under {DOUBTFUL}")
    if counts.rows and counts.one_sided == counts.rows - counts.repeated:
        _say("warning: nothing is aligned: no sentence has a partner on the other side")


@app.command()
def check(
    source: Annotated[str, typer.Argument(metavar="SOURCE")],
    target: Annotated[str, typer.Argument(metavar="TARGET")],
    glossary: Annotated[Path, typer.Option("--glossary", metavar="FILE", help="The glossary, a CSV file.")],
    source_lang: SourceLang = "vi",
    target_lang: TargetLang = "en",
    pre_split: PreSplit = False,
    format: ReportFormat = Report.TEXT,
    exit_zero: Annotated[bool, typer.Option("--exit-zero", help="Exit 0 whatever is found.")] = False,
) -> None:
    """Check a rendering against the glossary: exit 1 where a term is missing or rendered wrongly.

    Example: songngu check founder.vi.txt founder.en.txt --glossary glossary.csv
    """
    from songngu.align.alignment import align_documents, to_bitext
    from songngu.glossary.check import check_bitext
    from songngu.glossary.formats import read_glossary
    from songngu.glossary.reports.text import render

    terms = read_glossary(glossary)
    documents = _read_pair(source, target, (source_lang, target_lang), pre_split=pre_split)
    bitext = to_bitext(align_documents(*documents))
    files = zip((bitext["source_file"], bitext["target_file"]), documents, strict=True)
    findings = check_bitext(bitext, terms, documents={column[0]: document for column, document in files if len(column)})
    if format is Report.JSON:
        _print_json({"version": 1, "findings": [finding.as_json() for finding in findings]})
    elif findings:
        typer.echo(render(findings), nl=False)
    if findings:
        _say(f"{len(findings)} finding{'s' if len(findings) > 1 else ''}")
        raise typer.Exit(0 if exit_zero else 1)


@app.command()
def duplicates(
    paths: Annotated[list[str], typer.Argument(metavar="PATH…", help="Text or Markdown files.")],
    lang: Annotated[str, typer.Option("--lang", metavar="LANG", help="Language of the files.")] = "vi",
    min_words: Annotated[int, typer.Option("--min-words", metavar="N", help="The shortest passage to report.")] = 20,
    similarity: Annotated[float, typer.Option("--similarity", metavar="X", help="0 to 1: how alike copies are.")] = 0.6,
    format: ReportFormat = Report.TEXT,
) -> None:
    """Report passages that stand more than once, in a file or across files.

    Example: songngu duplicates founder.vi.txt
    """
    from songngu.corpus.duplicates import find_duplicates
    from songngu.corpus.passage_report import passage_json, passage_line
    from songngu.corpus.readers import read_document

    documents = [read_document(path, lang) for path in paths]
    passages = find_duplicates(documents, min_words=min_words, similarity=similarity)
    if format is Report.JSON:
        _print_json({"version": 1, "passages": [passage_json(passage) for passage in passages]})
    else:
        for passage in passages:
            typer.echo(passage_line(passage))


@app.command()
def segment(
    path: Annotated[str, typer.Argument(metavar="FILE", help=".txt or .md; - for stdin.")],
    lang: Annotated[str, typer.Option("--lang", metavar="LANG", help="Language of the file.")] = "vi",
    format: ReportFormat = Report.TEXT,
) -> None:
    """Show the sentences of a document, one a line, or with their blocks and spans as JSON.

    Example: songngu segment founder.vi.txt
    """
    from songngu.corpus.readers import read_document

    document = read_document(path, lang)
    if format is Report.TEXT:
        for sentence in document.sentences:
            typer.echo(sentence.text)
        return
    sentences = [
        {
            "id": s.index, "text": s.text, "span": [s.span.start, s.span.end],
            "line": document.position(s.span.start)[0], "block": s.block, "kind": document.blocks[s.block].kind,
        }
        for s in document.sentences
    ]  # fmt: skip
    _print_json({"version": 1, "file": Path(path).as_posix(), "lang": lang, "sentences": sentences})


@app.command()
def evaluate(
    gold: Annotated[Path, typer.Argument(metavar="GOLD", help="Beads: source ids TAB target ids.")],
    hypothesis: Annotated[Path, typer.Argument(metavar="HYP", help="Beads to score, as --format beads writes them.")],
    format: ReportFormat = Report.TEXT,
) -> None:
    """Score an alignment against gold: strict, lax and within-group precision, recall and F1.

    Example: songngu evaluate gold.tsv founder.beads
    """
    from songngu.align.evaluate import evaluate, read_beads

    scores = evaluate([(read_beads(gold), read_beads(hypothesis))])
    named = {"strict": scores.strict, "lax": scores.lax, "within-group": scores.within_group}
    if format is Report.JSON:
        table = {
            name: {"precision": round(s.precision, 6), "recall": round(s.recall, 6), "f1": round(s.f1, 6)}
            for name, s in named.items()
        }
        _print_json({"version": 1, **table})
        return
    for name, score in named.items():
        typer.echo(f"{name:12} P {score.precision:.4f} R {score.recall:.4f} F1 {score.f1:.4f}")


@lexicon_app.command("train")
def lexicon_train(
    corpora: Annotated[list[Path], typer.Argument(metavar="CORPUS…", help="TSV: source TAB target.")],
    output: Annotated[Path, typer.Option("-o", "--output", metavar="FILE", help="The lexicon to write (.npz).")],
    source_lang: SourceLang = "vi",
    target_lang: TargetLang = "en",
) -> None:
    """Train a lexicon on sentence pairs (IBM Model 1, both directions).

    Example: songngu lexicon train corpus.tsv -o lexicon.npz
    """
    from songngu.align.lexicon import read_pairs, save_lexicon, train_lexicon

    lexicon = train_lexicon(read_pairs(corpora), source_lang, target_lang)
    save_lexicon(lexicon, output)
    units = f"{len(lexicon.source.units)} {source_lang} and {len(lexicon.target.units)} {target_lang} units"
    _say(f"{lexicon.sentences} pairs; {units}")


@lexicon_app.command("show")
def lexicon_show(
    word: Annotated[str, typer.Argument(metavar="WORD", help="A word, or the syllables of one.")],
    lexicon: Annotated[Path | None, typer.Option(metavar="FILE", help="Instead of the one shipped.")] = None,
    source_lang: SourceLang = "vi",
    target_lang: TargetLang = "en",
    most: Annotated[int, typer.Option("--most", metavar="N", help="How many renderings.")] = 10,
) -> None:
    """Show the likeliest renderings of a word and their probabilities; English words are shown as stems.

    Example: songngu lexicon show "mô hình"
    """
    from songngu.align.lexicon import load_lexicon, renderings, shipped_lexicon

    table = load_lexicon(lexicon) if lexicon else shipped_lexicon(source_lang, target_lang)
    if table is None:
        raise UsageError(f"no lexicon ships for {source_lang}-{target_lang}", hint="train one, name it with --lexicon")
    found = renderings(table, word, most)
    if not found:
        raise UsageError(f"the lexicon does not know {word!r}")
    for rendering, probability in found:
        typer.echo(f"{probability:.3f}  {rendering}")


def _print_json(value: object) -> None:
    typer.echo(json.dumps(value, ensure_ascii=False, indent=2))


def _say(message: str) -> None:
    typer.echo(message, err=True)


def main() -> None:
    """Run the command line; an expected error is one line (and perhaps a hint) and its exit code."""
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(encoding="utf-8", newline="\n")  # type: ignore[union-attr]
    try:
        app()
    except SongnguError as error:
        _say(f"error: {error}")
        if error.hint:
            _say(f"hint: {error.hint}")
        sys.exit(error.exit_code)
