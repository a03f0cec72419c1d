"""The commands that keep the termbase: lint, fmt, lookup, stats, diff, merge, import, export."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from songngu.commands.console import print_json, say
from songngu.commands.options import ExitZero, Report, ReportFormat, SourceLang, TargetLang
from songngu.corpus.errors import InputError, UsageError
from songngu.corpus.language.names import read_tag

if TYPE_CHECKING:
    from songngu.corpus.document import Document
    from songngu.glossary.concept import Glossary
    from songngu.glossary.formats import GlossaryOptions
    from songngu.glossary.formats.comments import Comments
    from songngu.glossary.formats.losses import GlossaryReading, Loss
    from songngu.glossary.lint import LintRule

glossary_app = typer.Typer(
    help="Keep the termbase: check it, format it, look terms up, exchange it with other tools.",
    no_args_is_help=True,
    rich_markup_mode=None,
)

_OURS = Path("glossary.yaml")
File = Annotated[
    Path | None, typer.Argument(metavar="[GLOSSARY]", help="The glossary; that of songngu.toml, or glossary.yaml.")
]
Using = Annotated[
    Path | None,
    typer.Option("--glossary", "-g", metavar="FILE", help="The glossary; that of songngu.toml, or glossary.yaml."),
]
Out = Annotated[Path, typer.Option("-o", "--output", metavar="FILE", help="Where to write; - for stdout.")]
FormatName = Annotated[str | None, typer.Option("--format", metavar="NAME", help="The format, if not by the suffix.")]
Strict = Annotated[bool, typer.Option("--strict", help="Write nothing where anything would be lost: exit 1.")]


def _given(paths: Sequence[Path]) -> tuple[Path, ...]:
    """Return the glossaries named or, where none is, those of the workspace, else `glossary.yaml`."""
    from songngu.corpus.files.guard import guard
    from songngu.workspace.configuration import find_workspace

    found = find_workspace(Path.cwd()).glossaries(paths) or (_OURS,)
    if found == (_OURS,) and not paths and not _OURS.exists():
        raise UsageError("no glossary given, none in a songngu.toml, and no glossary.yaml here", hint="name its file")
    guard(found)
    return found


def _one(path: Path | None) -> Path:
    """Return the one glossary named or configured; raises UsageError where several are configured."""
    found = _given([path] if path else [])
    if len(found) > 1:
        raise UsageError(f"songngu.toml names {len(found)} glossaries", hint="name the one that is meant")
    return found[0]


def _read(path: Path, format: str | None = None, options: GlossaryOptions | None = None) -> GlossaryReading:
    from songngu.glossary.formats import read_with_losses

    return read_with_losses(path, format, options)


def _langs(source: str | None, target: str | None) -> tuple[str, str]:
    from songngu.workspace.configuration import find_workspace

    return find_workspace(Path.cwd()).languages(source, target)


def _joined(path: Path | None) -> Glossary:
    from songngu.glossary.concept import Glossary

    return Glossary.join(_read(each).glossary for each in _given([path] if path else []))


def _tell(losses: Sequence[Loss], *, strict: bool) -> None:
    """Print what is lost, and refuse it where nothing may be."""
    from songngu.glossary.formats.losses import LossError, summary

    for line in summary(losses):
        say(f"lost: {line}")
    if losses and strict:
        raise LossError(f"{len(losses)} things would be lost", hint="leave --strict out to write the rest")


def _write(data: bytes, output: Path, edited: Path | None = None) -> None:
    """Write a glossary; ``edited`` is the one that may be written over."""
    from songngu.corpus.files.guard import editing
    from songngu.corpus.files.output import atomic_writer

    with editing(*([edited] if edited else [])), atomic_writer(output, binary=True) as stream:
        stream.write(data)


@glossary_app.command()
def lint(
    paths: Annotated[
        list[Path] | None, typer.Argument(metavar="[GLOSSARY…]", help="Those of songngu.toml by default.")
    ] = None,
    texts: Annotated[
        list[str] | None,
        typer.Option("--text", metavar="FILE", help="A text it is for, NAME.LANG.txt; may be given more than once."),
    ] = None,
    ignore: Annotated[list[str] | None, typer.Option("--ignore", metavar="RULE", help="A rule to leave out.")] = None,
    format: ReportFormat = Report.TEXT,
    exit_zero: ExitZero = False,
) -> None:
    """Check a glossary itself: exit 1 where a rule finds more than a remark.

    Example: songngu glossary lint glossary.yaml --text news/founder.vi.txt
    """
    from songngu.glossary.finding import Severity
    from songngu.glossary.lint import lint as lint_glossary
    from songngu.glossary.lint import lint_report

    rules, given = _rules(ignore or []), _texts(texts or [])
    findings = []
    for path in _given(paths or []):
        glossary = _read(path).glossary
        lines = path.read_text(encoding="utf-8-sig", errors="replace").splitlines() if path.is_file() else []
        findings += lint_glossary(glossary, file=path.as_posix(), lines=lines, texts=given, rules=rules)
    if format is Report.JSON:
        print_json({"version": 1, "findings": [finding.as_json() for finding in findings]})
    else:
        typer.echo(lint_report(findings), nl=False)
    serious = sum(finding.severity is not Severity.INFO for finding in findings)
    if findings:
        say(f"{len(findings)} finding{'s' if len(findings) > 1 else ''}, {len(findings) - serious} of them remarks")
    if serious and not exit_zero:
        raise typer.Exit(1)


def _rules(ignored: list[str]) -> list[LintRule]:
    from difflib import get_close_matches

    from songngu.glossary.lint import RULES

    for rule in ignored:
        if rule not in RULES:
            near = get_close_matches(rule.upper(), RULES, 1)
            raise UsageError(f"no lint rule {rule!r}", hint=f"did you mean {near[0]!r}?" if near else ", ".join(RULES))
    return [rule for rule in RULES.values() if rule.id not in ignored]


def _texts(paths: list[str]) -> dict[str, str]:
    texts: dict[str, str] = {}
    for path in paths:
        document = _document(path, None)
        blocks = (block.content.text for block in document.blocks)
        texts[document.lang] = "\n\n".join(filter(None, (texts.get(document.lang), *blocks)))
    return texts


def _document(path: str, lang: str | None) -> Document:
    """Read a text in its language: that which is given, else as its workspace, then its name says, else Vietnamese."""
    from songngu.workspace.declared import declared
    from songngu.workspace.documents import ReadingOptions

    lang = lang or declared(path).lang or _lang_of(Path(path)) or "vi"
    return ReadingOptions().at(path).read(path, lang)


def _lang_of(path: Path) -> str | None:
    """Return the language that a file name gives (``founder.vi.txt``), or None."""
    from songngu.glossary.formats.languages import code

    return next((lang for part in reversed(path.name.split(".")[1:-1]) if (lang := code(part))), None)


@glossary_app.command()
def fmt(
    path: File = None,
    check: Annotated[
        bool, typer.Option("--check", help="Change nothing; exit 1 if the file is not canonical.")
    ] = False,
) -> None:
    """Write a YAML glossary in its canonical form: sorted, one value a line, comments kept.

    Example: songngu glossary fmt glossary.yaml --check
    """
    from songngu.glossary.formats import format_of
    from songngu.glossary.formats.yaml import dump

    path = _one(path)
    if str(path) != "-" and format_of(path).name != "yaml":
        raise UsageError(
            "only YAML glossaries have a canonical form", hint=f"songngu glossary import {path} -o glossary.yaml"
        )
    reading = _read(path, "yaml")
    text = dump(reading.glossary, reading.comments) if reading.comments is not None else dump(reading.glossary)
    same = str(path) != "-" and path.read_bytes() == text.encode()
    if check:
        if not same:
            say(f"{path.as_posix()} is not in canonical form")
            raise typer.Exit(1)
    elif not same:
        _write(text.encode(), path, path)


@glossary_app.command()
def lookup(
    query: Annotated[str, typer.Argument(metavar="TERM|FILE", help="A term, or a text to find all terms in.")],
    glossary: Using = None,
    lang: Annotated[
        str | None, typer.Option("--lang", metavar="LANG", parser=read_tag, help="Language of the term or text.")
    ] = None,
    format: ReportFormat = Report.TEXT,
) -> None:
    """Look a term up, or find the terms that stand in a text with their renderings; exit 1 where there is none.

    Example: songngu glossary lookup "trí tuệ nhân tạo" -g glossary.csv
    """
    from songngu.glossary.lookup import concept_card, concept_json, find_concepts, near_terms

    terms = _joined(glossary)
    if Path(query).is_file():
        _look_through(query, lang, terms, format)
        return
    langs = [lang] if lang else list(terms.languages)
    found = find_concepts(terms, query, langs)
    if format is Report.JSON:
        print_json({"version": 1, "query": query, "concepts": [concept_json(concept) for concept in found]})
    else:
        typer.echo("\n".join(concept_card(concept) for concept in found), nl=False)
    if not found:
        near = near_terms(terms, query, langs)
        say(f"no such term{': did you mean ' + ', '.join(map(repr, near)) + '?' if near else ''}")
        raise typer.Exit(1)


def _look_through(path: str, lang: str | None, glossary: Glossary, format: Report) -> None:
    from songngu.glossary.lookup import find_in_document, renderings

    document = _document(path, lang)
    hits = list(find_in_document(glossary, document))
    if format is Report.JSON:
        print_json({"version": 1, "hits": [hit.as_json() for hit in hits]})
    else:
        for hit in hits:
            others = renderings(hit.sense.concept, hit.sense.term.lang)
            shown = "; ".join(f"{other} {' | '.join(texts)}" for other, texts in others.items() if texts)
            place = f"{hit.file}:{hit.line}:{hit.column}"
            typer.echo(f"{place}: {hit.text} → {shown} ({hit.sense.concept.id}, {hit.sense.term.status})")
    if not hits:
        say("no term stands in the text")
        raise typer.Exit(1)


@glossary_app.command()
def stats(path: File = None, format: ReportFormat = Report.TEXT) -> None:
    """Count the concepts and terms of a glossary.

    Example: songngu glossary stats glossary.csv
    """
    from songngu.glossary.lookup import statistics

    counts = statistics(_joined(path))
    if format is Report.JSON:
        print_json({"version": 1, **counts})
        return
    typer.echo(f"{counts['concepts']} concepts, {counts['terms']} terms, {counts['examples']} examples")
    typer.echo("types: " + ", ".join(f"{name} {count}" for name, count in counts["types"].items()))
    typer.echo("domains: " + ", ".join(f"{name} {count}" for name, count in counts["domains"].items()))
    for lang, statuses in counts["languages"].items():
        typer.echo(f"{lang}: " + ", ".join(f"{name} {count}" for name, count in statuses.items()))


@glossary_app.command()
def diff(
    old: Annotated[Path, typer.Argument(metavar="OLD")],
    new: Annotated[Path, typer.Argument(metavar="NEW")],
    format: ReportFormat = Report.TEXT,
    exit_code: Annotated[bool, typer.Option("--exit-code", help="Exit 1 where they differ.")] = False,
) -> None:
    """Show what differs between two glossaries, concept by concept, in whatever formats they are.

    Example: songngu glossary diff glossary.yaml translator.tbx
    """
    from songngu.glossary.changes import changes_report, difference

    changes = difference(_read(old).glossary, _read(new).glossary)
    if format is Report.JSON:
        print_json({"version": 1, "changes": [change.as_json() for change in changes]})
    else:
        typer.echo(changes_report(changes), nl=False)
    if changes and exit_code:
        raise typer.Exit(1)


@glossary_app.command()
def merge(
    ours: Annotated[Path, typer.Argument(metavar="OURS")],
    theirs: Annotated[Path, typer.Argument(metavar="THEIRS")],
    output: Out = Path("-"),
    base: Annotated[Path | None, typer.Option("--base", metavar="FILE", help="What both were made from.")] = None,
    driver: Annotated[
        str | None,
        typer.Option(
            "--driver", metavar="PATH", help="Run by git for PATH (%P): leave contradictions as conflicts in OUTPUT."
        ),
    ] = None,
    strict: Strict = False,
) -> None:
    """Make one glossary of two; exit 1 where they contradict each other, and keep what OURS says.

    Example: songngu glossary merge glossary.yaml translator.tbx -o glossary.yaml
    """
    from songngu.corpus.files.guard import editing
    from songngu.glossary.changes import changes_report
    from songngu.glossary.changes import merge as merge_glossaries
    from songngu.glossary.formats.losses import LossError

    format = _format_of_driver(driver)
    mine, other, origin = (_read_side(path, format) for path in (ours, theirs, base))
    merged = merge_glossaries(mine.glossary, other.glossary, origin.glossary if base else None)
    comments = _comments_of([mine, other])
    if merged.conflicts:
        for line in changes_report(list(merged.conflicts)).splitlines():
            say(line)
        if strict:
            raise LossError(f"{len(merged.conflicts)} conflicts", hint="leave --strict out to keep what OURS says")
    _tell([*mine.losses, *other.losses], strict=strict)
    if merged.conflicts and format not in {None, "xlsx"}:
        from songngu.glossary.formats.conflicts import with_markers

        both = (_written(glossary, [mine, other], output, format) for glossary in (merged.glossary, merged.other))
        _write(with_markers(*both).encode(), output, ours)
    else:
        with editing(ours):
            _save(merged.glossary, comments, output, format, None, strict=strict)
    if merged.conflicts:
        raise typer.Exit(1)


def _format_of_driver(path: str | None) -> str | None:
    """Return the format of the file that git merges, whose sides have names that tell nothing."""
    from songngu.glossary.formats import format_of

    return format_of(Path(path)).name if path is not None else None


def _read_side(path: Path | None, format: str | None) -> GlossaryReading:
    """Return one side of a merge; a file without content, as git gives for no common ancestor, is an empty glossary."""
    from songngu.glossary.concept import Glossary
    from songngu.glossary.formats.losses import GlossaryReading

    if path is None or (format and path.is_file() and not path.stat().st_size):
        return GlossaryReading(Glossary())
    return _read(path, format)


def _written(glossary: Glossary, sides: Sequence[GlossaryReading], output: Path, format: str | None) -> str:
    """Return a glossary as the text of a format, with the comments of both sides where it has any."""
    from songngu.glossary.formats import export as exported
    from songngu.glossary.formats.yaml import dump

    if format == "yaml":
        return dump(glossary, _comments_of(sides))
    return exported(glossary, output, format)[0].decode()


def _comments_of(readings: Sequence[GlossaryReading]) -> Comments:
    from songngu.glossary.formats.comments import Comments

    comments = Comments()
    for reading in readings:
        if reading.comments is not None:
            comments.add(reading.comments)
    return comments


def _save(
    glossary: Glossary,
    comments: Comments | None,
    output: Path,
    format: str | None,
    options: GlossaryOptions | None,
    *,
    strict: bool,
) -> None:
    """Write a glossary with its comments, as YAML where nothing says otherwise; tell what is lost."""
    from songngu.glossary.formats import export as exported
    from songngu.glossary.formats import format_of
    from songngu.glossary.formats.losses import Loss
    from songngu.glossary.formats.yaml import dump

    format = format or ("yaml" if str(output) == "-" else None)
    if format_of(output, format).name == "yaml":
        _write(dump(glossary, comments).encode() if comments is not None else dump(glossary).encode(), output)
        return
    data, losses = exported(glossary, output, format, options)
    losses += [
        Loss("-".join(map(str, path[:2])) or "file", "comment") for path in (comments.before if comments else ())
    ]
    _tell(losses, strict=strict)
    _write(data, output)


@glossary_app.command("import")
def import_(
    path: Annotated[Path, typer.Argument(metavar="FILE", help="A glossary of another tool; - for stdin.")],
    output: Out = Path("-"),
    format: FormatName = None,
    source_lang: SourceLang = None,
    target_lang: TargetLang = None,
    strict: Strict = False,
) -> None:
    """Read a glossary of another tool and write it as YAML; tell what is not kept.

    Example: songngu glossary import client.tbx -o glossary.yaml
    """
    from songngu.glossary.formats import GlossaryOptions, format_of

    if str(output) != "-" and format_of(output).name != "yaml":
        raise UsageError("import writes YAML", hint="use songngu glossary export for other formats")
    reading = _read(path, format, GlossaryOptions(_langs(source_lang, target_lang)))
    if not len(reading.glossary):
        raise InputError("no term is in it", path=str(path), hint="name the format with --format, if it is another")
    _tell(reading.losses, strict=strict)
    _save(reading.glossary, reading.comments, output, "yaml", None, strict=strict)


@glossary_app.command()
def export(
    path: File = None,
    output: Out = Path("-"),
    format: FormatName = None,
    source_lang: SourceLang = None,
    target_lang: TargetLang = None,
    dialect: Annotated[str, typer.Option("--dialect", metavar="NAME", help="TBX: core, min or basic.")] = "basic",
    style: Annotated[str, typer.Option("--style", metavar="NAME", help="TBX: dca or dct.")] = "dca",
    columns: Annotated[int, typer.Option("--columns", metavar="N", help="DeepL: 2, 4 or 5.")] = 4,
    strict: Strict = False,
) -> None:
    """Write a glossary for another tool; tell what its format does not keep.

    Formats: csv, deepl, google, google-set, google-tsv, markdown, memoq, omegat, omegat-csv, tbx, utx, xlsx, yaml.
    Example: songngu glossary export glossary.csv -o client.tbx
    """
    from songngu.glossary.formats import GlossaryOptions

    if columns not in {2, 4, 5}:
        raise UsageError(f"{columns} columns", hint="DeepL reads 2, 4 or 5")
    reading = _read(_one(path))
    _tell(reading.losses, strict=strict)
    options = GlossaryOptions(_langs(source_lang, target_lang), dialect, style, columns)
    _save(reading.glossary, reading.comments, output, format, options, strict=strict)
