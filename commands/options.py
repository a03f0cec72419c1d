"""The options that commands share, each declared once."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from enum import StrEnum
from functools import wraps
from inspect import Parameter, signature
from pathlib import Path
from typing import Annotated, Any, TypeVar

import typer

from songngu.commands.console import ReaderGoneError, switch
from songngu.commands.locations import OUTPUTS, located
from songngu.corpus.errors import UsageError
from songngu.corpus.files.guard import guarding
from songngu.corpus.files.output import STDOUT
from songngu.corpus.files.registry import suggestion
from songngu.corpus.language.names import read_tag
from songngu.corpus.readers.extraction import Wrap
from songngu.glossary.finding import Severity

SourceLang = Annotated[
    str | None,
    typer.Option(
        "--source-lang",
        metavar="LANG",
        parser=read_tag,
        help="Language of the source; by default that of songngu.toml, else told from the text.",
    ),
]
TargetLang = Annotated[
    str | None,
    typer.Option(
        "--target-lang",
        metavar="LANG",
        parser=read_tag,
        help="Language of the target; by default that of songngu.toml, else told from the text.",
    ),
]
UsualSourceLang = Annotated[
    str | None,
    typer.Option(
        "--source-lang", metavar="LANG", parser=read_tag, help="The source; by default that of songngu.toml, else vi."
    ),
]
UsualTargetLang = Annotated[
    str | None,
    typer.Option(
        "--target-lang", metavar="LANG", parser=read_tag, help="The target; by default that of songngu.toml, else en."
    ),
]
"""The languages of what has no text to tell them by."""

Glossaries = Annotated[
    list[Path] | None,
    typer.Option(
        "-g", "--glossary", metavar="FILE", help="A glossary; by default those of songngu.toml; may be repeated."
    ),
]
TrustLanguages = Annotated[
    bool, typer.Option("--trust-languages", help="Take the languages named to be right, whatever the texts read as.")
]
PreSplit = Annotated[bool, typer.Option("--pre-split", help="Each line is one sentence; blank lines part paragraphs.")]
EncodingName = Annotated[
    str | None,
    typer.Option(
        "--encoding",
        metavar="NAME",
        help="Encoding of the files, where it is not told right: tcvn3, vni, viqr, viscii, windows-1258, utf-16 …",
    ),
]
MainText = Annotated[bool, typer.Option("--main", help="Of a web page, the main text only (needs trafilatura).")]
WrapLines = Annotated[
    Wrap,
    typer.Option("--wrap", help="Of plain text: join lines that were wrapped (auto), or keep each apart."),
]
Outputs = Annotated[
    list[str] | None,
    typer.Option(
        "-o",
        "--output",
        metavar="FILE",
        help="Where to write, path or URL (- for stdout); may be given more than once.",
    ),
]
UiLang = Annotated[str, typer.Option("--ui-lang", metavar="vi|en", help="The language in which readers are spoken to.")]
Quiet = Annotated[bool, typer.Option("-q", "--quiet", help="No summary on stderr.")]
ExitZero = Annotated[bool, typer.Option("--exit-zero", help="Exit 0 whatever is found.")]
FailOn = Annotated[
    Severity | None, typer.Option("--fail-on", help="The least severity that makes the exit status 1 (warning).")
]


class Report(StrEnum):
    """How a report is printed."""

    TEXT = "text"
    JSON = "json"


ReportFormat = Annotated[Report, typer.Option("--format", help="How to print.")]


GuardCells = Annotated[
    bool,
    typer.Option("--guard-cells", help="An apostrophe before cells of CSV and TSV that a spreadsheet would run."),
]
"""What convert and export do to cells of tables, where it is asked for."""

ColumnNames = Annotated[
    str | None,
    typer.Option(
        "--columns", metavar="NAMES", help="Columns of a table without a line of names, such as vi,en or score,vi,en."
    ),
]


def column_names(given: str | None) -> tuple[str, ...]:
    """Return the names that ``--columns`` lists."""
    return tuple(name.strip() for name in given.split(",")) if given else ()


def check_streams(paths: Sequence[str | Path], format: str | None, option: str) -> None:
    """Raise UsageError where one of ``paths`` is a stream or a pipe and no ``format`` is named, with the ``option``."""
    from songngu.corpus.formats import FORMATS, format_by_suffix

    if format is not None:
        return
    if STDOUT in map(str, paths):
        problem = "a standard stream has no suffix to tell the format"
    elif pipe := next((path for path in paths if Path(path).is_fifo() and format_by_suffix(path) is None), None):
        problem = f"{pipe} is a pipe without a suffix to tell the format"
    else:
        return
    raise UsageError(f"{problem}: {option} names it", hint=suggestion("", FORMATS))


Bitexts = Annotated[
    list[str], typer.Argument(metavar="BITEXT", help="Bitexts of any format, folders and globs of them.")
]
BitextFormat = Annotated[
    str | None, typer.Option("--from", metavar="NAME", help="Format of the bitexts, where no suffix tells.")
]
OutputFile = Annotated[Path, typer.Option("-o", "--output", metavar="FILE", help="Where to write; - for stdout.")]

Named = TypeVar("Named", bound=StrEnum)


def format_for(output: Path, asked: Named | None, usual: Named) -> Named:
    """Return the format asked for, else the one that the suffix of an output names, else the usual."""
    suffix = output.suffix.lower()[1:]
    known = {kind.value: kind for kind in type(usual)}
    return asked or known.get({"htm": "html", "yml": "yaml"}.get(suffix, suffix), usual)


def _inputs(options: Mapping[str, Any]) -> Iterator[str | Path]:
    """Yield what may name an input among the options of a command; what names no file guards nothing."""
    for name, value in options.items():
        values = value if isinstance(value, list | tuple) else [value]
        if name in OUTPUTS or (name == "baseline" and options.get("update_baseline")):
            continue
        yield from (each for each in values if isinstance(each, str | Path))


Verbose = Annotated[bool, typer.Option("-v", "--verbose", help="Tell more, and of a fault where it happened.")]
NoProgress = Annotated[bool, typer.Option("--no-progress", help="Show no progress.")]


def with_shared_options(command: Callable[..., None]) -> Callable[..., None]:
    """Return a command that has, beside its own, the options of all: `--verbose` and `--no-progress`.

    No file that is named to it, but as what it writes, is written over while it runs.
    """

    @wraps(command)
    def shared(*given: Any, verbose: bool, no_progress: bool, **options: Any) -> None:
        switch(progress=not no_progress, verbose=verbose)
        try:
            with located(command.__name__, options) as here, guarding(_inputs(here)):
                command(*given, **here)
        except BrokenPipeError as error:  # Typer would leave with 1, which says that something was found
            raise ReaderGoneError from error

    own = signature(command, eval_str=True)
    more = [
        Parameter(name, Parameter.KEYWORD_ONLY, default=False, annotation=annotation)
        for name, annotation in (("no_progress", NoProgress), ("verbose", Verbose))
    ]
    parameters = [*own.parameters.values(), *more]
    shared.__signature__ = own.replace(parameters=parameters)  # type: ignore[attr-defined]
    shared.__annotations__ = {each.name: each.annotation for each in parameters}
    return shared
