"""The command `songngu glossary suggest`."""

from __future__ import annotations

import json
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from songngu.commands.console import say
from songngu.commands.options import (
    BitextFormat,
    Bitexts,
    ColumnNames,
    OutputFile,
    SourceLang,
    TargetLang,
    check_streams,
    column_names,
    format_for,
)
from songngu.commands.progress import progress
from songngu.corpus.errors import UsageError
from songngu.corpus.files.display import escaped, quantity

if TYPE_CHECKING:
    from songngu.glossary.formats.losses import GlossaryReading
    from songngu.glossary.suggest import Suggestions
    from songngu.workspace.linkable import Linkable


class SuggestFormat(StrEnum):
    """How proposals are printed."""

    TABLE = "table"
    CSV = "csv"
    JSON = "json"
    HTML = "html"
    YAML = "yaml"


KnownTerms = Annotated[
    Path | None,
    typer.Option("-g", "--glossary", metavar="FILE", help="What is known already; that of songngu.toml, if any."),
]
Format = Annotated[
    SuggestFormat | None, typer.Option("--format", help="By default told by the suffix of -o, else table.")
]
MinProbability = Annotated[
    float | None, typer.Option("--min-probability", metavar="P", min=0, max=1, help="The least probability (0.15).")
]
Accept = Annotated[
    list[str] | None,
    typer.Option("--accept", metavar="N…", help="Add proposals of these numbers (3, 5-8) to the glossary."),
]


def suggest(
    bitexts: Bitexts,
    glossary: KnownTerms = None,
    output: OutputFile = Path("-"),
    format: Format = None,
    min_probability: MinProbability = None,
    accept: Accept = None,
    from_format: BitextFormat = None,
    columns: ColumnNames = None,
    source_lang: SourceLang = None,
    target_lang: TargetLang = None,
) -> None:
    """Propose terms and names that bitexts show.

    Each with its renderings; no glossary is changed without --accept.

    Example: songngu glossary suggest founder.tmx -g glossary.yaml --accept 1-3,7
    """
    from songngu.corpus.files.guard import check_unguarded, guard
    from songngu.corpus.files.staging import together
    from songngu.glossary.suggest import LIKELY
    from songngu.glossary.suggest import suggest as suggested
    from songngu.workspace.configuration import find_workspace
    from songngu.workspace.linkable import read_linkable

    workspace = find_workspace(Path.cwd())
    given = workspace.glossaries([glossary] if glossary else [])
    guard(given)
    check_unguarded(output)
    kind = format_for(output, format, SuggestFormat.TABLE)
    known = [_known(path, create=bool(accept and glossary)) for path in given]
    check_streams(bitexts, from_format, "--from")
    with progress("looking for terms") as bar:
        rows = read_linkable(
            bitexts, workspace.asked_languages(source_lang, target_lang), format=from_format,
            columns=column_names(columns),
        )  # fmt: skip
        bar.stage("pairing phrases")
        least = LIKELY if min_probability is None else min_probability
        found = suggested(rows.pairs, rows.langs, glossary=_joined(known), least=least)
    for note in (*rows.notes, *found.notes):
        say(f"note: {note}")
    chosen = _numbers(accept, len(found.proposals))
    with together():
        added = _accept(found, chosen, given, known) if accept else None
        if not accept or str(output) != "-" or format:
            _write(_shown(kind, found, rows), output)
    if added:
        say(added)


def _known(path: Path, *, create: bool) -> GlossaryReading:
    from songngu.glossary.concept import Glossary
    from songngu.glossary.formats import read_with_losses
    from songngu.glossary.formats.losses import GlossaryReading

    return GlossaryReading(Glossary()) if create and not path.exists() else read_with_losses(path, None, None)


def _joined(known: list[GlossaryReading]) -> Any:
    from songngu.glossary.concept import Glossary

    return Glossary.join(reading.glossary for reading in known)


def _numbers(accept: list[str] | None, most: int) -> list[int]:
    """Return the numbers that ``--accept`` names, in order; raises UsageError for one that is of no proposal."""
    found: set[int] = set()
    for part in (part.strip() for given in accept or () for part in given.split(",")):
        first, _, last = part.partition("-")
        if not first.isdecimal() or (last and not last.isdecimal()):
            raise UsageError(f"{part!r} is no number of a proposal", hint="give numbers such as 3 or 5-8")
        numbers = range(int(first), int(last or first) + 1)
        if not numbers or numbers[0] < 1 or numbers[-1] > most:
            raise UsageError(f"no proposal {part}: there are {most}", hint="run it without --accept to see them")
        found.update(numbers)
    return sorted(found)


def _accept(found: Suggestions, numbers: list[int], given: tuple[Path, ...], known: list[GlossaryReading]) -> str:
    """Add proposals to the one glossary there is; return what is to be said of it."""
    from songngu.workspace.proposals import add_proposals

    if len(given) != 1:
        raise UsageError("--accept needs one glossary to add to", hint="name it with --glossary")
    add_proposals(found, numbers, given[0], known[0])
    path, here = given[0], Path.cwd()
    shown = path.relative_to(here) if path.is_relative_to(here) else path
    return f"{quantity(len(numbers), 'concept')} added to {shown.as_posix()}"


def _shown(kind: SuggestFormat, found: Suggestions, rows: Linkable) -> str:
    from songngu.glossary.concept import Glossary
    from songngu.glossary.formats.yaml import dump
    from songngu.glossary.suggest.report import FORMATS, as_json
    from songngu.workspace.linkable import DocumentPlaces
    from songngu.workspace.proposals import concepts_of

    places = DocumentPlaces(rows.langs)

    def place(number: int) -> dict[str, Any]:
        row = rows.rows[number]
        file, line = places.of(row)
        return {"file": file, "line": line, "id": row.id, "source": row.source, "target": row.target}

    if kind is SuggestFormat.YAML:
        every = list(range(1, len(found.proposals) + 1))
        return dump(Glossary(tuple(concepts_of(found, every, set(), accepted=False))))
    if kind is SuggestFormat.JSON:
        return escaped(json.dumps(as_json(found, place), ensure_ascii=False, indent=2)) + "\n"
    return FORMATS[kind](found, place)


def _write(text: str, output: Path) -> None:
    from songngu.corpus.files.output import atomic_writer

    with atomic_writer(output, binary=True) as stream:
        stream.write(text.encode())
