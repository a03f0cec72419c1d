"""The commands that keep the termbase: lint, fmt, lookup, stats, diff, import, export."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from songngu.commands.console import print_json, say, warn_of
from songngu.commands.glossary_files import (
    File,
    FormatName,
    Strict,
    Using,
    glossaries_given,
    joined_glossary,
    languages_asked,
    one_glossary,
    read_glossary_file,
    save_glossary,
    tell_losses,
    write_glossary,
)
from songngu.commands.glossary_merge import merge
from songngu.commands.options import ExitZero, OutputFile, Report, ReportFormat, UsualSourceLang, UsualTargetLang
from songngu.commands.suggest import suggest
from songngu.corpus.errors import InputError, UsageError
from songngu.corpus.files.copy_name import named_path
from songngu.corpus.files.display import quantity
from songngu.corpus.language.names import read_tag

if TYPE_CHECKING:
    from songngu.corpus.document import Document
    from songngu.glossary.concept import Glossary
    from songngu.glossary.lint import LintRule

glossary_app = typer.Typer(
    help="Keep the termbase: check it, look terms up, exchange it.",
    no_args_is_help=True,
    rich_markup_mode=None,
)


@glossary_app.command()
def lint(
    paths: Annotated[
        list[Path] | None, typer.Argument(metavar="GLOSSARY", help="Those of songngu.toml by default.")
    ] = None,
    texts: Annotated[
        list[str] | None,
        typer.Option("--text", metavar="FILE", help="A text it is for, NAME.LANG.txt; may be given more than once."),
    ] = None,
    ignore: Annotated[list[str] | None, typer.Option("--ignore", metavar="RULE", help="A rule to leave out.")] = None,
    format: ReportFormat = Report.TEXT,
    exit_zero: ExitZero = False,
) -> None:
    """Check a glossary itself.

    The exit status is 1 where a rule finds more than a remark.

    Example: songngu glossary lint glossary.yaml --text news/founder.vi.txt
    """
    from songngu.glossary.finding import Severity
    from songngu.glossary.lint import lint as lint_glossary
    from songngu.glossary.lint import lint_report

    rules, given = _rules(ignore or []), _texts(texts or [])
    findings = []
    for path in glossaries_given(paths or []):
        glossary = read_glossary_file(path).glossary
        lines = path.read_text(encoding="utf-8-sig", errors="replace").splitlines() if path.is_file() else []
        findings += lint_glossary(glossary, file=named_path(path), lines=lines, texts=given, rules=rules)
    if format is Report.JSON:
        print_json({"version": 1, "findings": [finding.as_json() for finding in findings]})
    else:
        typer.echo(lint_report(findings), nl=False)
    serious = sum(finding.severity is not Severity.INFO for finding in findings)
    if findings:
        say(f"{quantity(len(findings), 'finding')}, {quantity(len(findings) - serious, 'remark')} among them")
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
    return replace(ReadingOptions().at(path).read(path, lang), path=named_path(path))


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
    """Write a YAML glossary in its canonical form.

    Concepts are sorted, a value stands on a line, comments are kept.

    Example: songngu glossary fmt glossary.yaml --check
    """
    from songngu.glossary.formats import format_of
    from songngu.glossary.formats.yaml import dump

    path = one_glossary(path)
    if str(path) != "-" and format_of(path).name != "yaml":
        raise UsageError(
            "only YAML glossaries have a canonical form", hint=f"songngu glossary import {path} -o glossary.yaml"
        )
    reading = read_glossary_file(path, "yaml")
    text = dump(reading.glossary, reading.comments) if reading.comments is not None else dump(reading.glossary)
    same = str(path) != "-" and path.read_bytes() == text.encode()
    if check:
        if not same:
            say(f"{path.as_posix()} is not in canonical form")
            raise typer.Exit(1)
    elif not same:
        write_glossary(text.encode(), path, path)


@glossary_app.command()
def lookup(
    query: Annotated[str, typer.Argument(metavar="TERM|FILE", help="A term, or a text to find all terms in.")],
    glossary: Using = None,
    lang: Annotated[
        str | None, typer.Option("--lang", metavar="LANG", parser=read_tag, help="Language of the term or text.")
    ] = None,
    format: ReportFormat = Report.TEXT,
) -> None:
    """Look a term up, or find the terms of a text.

    The exit status is 1 where there is none.

    Example: songngu glossary lookup "trí tuệ nhân tạo" -g glossary.csv
    """
    from songngu.glossary.lookup import concept_card, concept_json, find_concepts, near_terms

    terms = joined_glossary(glossary)
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
    warn_of(document)
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

    counts = statistics(joined_glossary(path))
    if format is Report.JSON:
        print_json({"version": 1, **counts})
        return
    typer.echo(", ".join(quantity(counts[f"{one}s"], one) for one in ("concept", "term", "example")))
    tables = {"types": counts["types"], "domains": counts["domains"], **counts["languages"]}
    for title, numbers in tables.items():
        if numbers:
            typer.echo(f"{title}: " + ", ".join(f"{name} {count}" for name, count in numbers.items()))


@glossary_app.command()
def diff(
    old: Annotated[Path, typer.Argument(metavar="OLD", help="The glossary as it was.")],
    new: Annotated[Path, typer.Argument(metavar="NEW", help="The glossary as it is.")],
    format: ReportFormat = Report.TEXT,
    exit_code: Annotated[bool, typer.Option("--exit-code", help="Exit 1 where they differ.")] = False,
) -> None:
    """Show what differs between two glossaries of any format.

    Example: songngu glossary diff glossary.yaml translator.tbx
    """
    from songngu.glossary.changes import changes_report, difference

    changes = difference(read_glossary_file(old).glossary, read_glossary_file(new).glossary)
    if format is Report.JSON:
        print_json({"version": 1, "changes": [change.as_json() for change in changes]})
    else:
        typer.echo(changes_report(changes), nl=False)
    if changes and exit_code:
        raise typer.Exit(1)


@glossary_app.command("import")
def import_(
    path: Annotated[Path, typer.Argument(metavar="FILE", help="A glossary of another tool; - for stdin.")],
    output: OutputFile = Path("-"),
    format: FormatName = None,
    source_lang: UsualSourceLang = None,
    target_lang: UsualTargetLang = None,
    strict: Strict = False,
) -> None:
    """Write a glossary of another tool as YAML.

    What is not kept is told.

    Example: songngu glossary import client.tbx -o glossary.yaml
    """
    from songngu.glossary.formats import GlossaryOptions, format_of

    if str(output) != "-" and format_of(output).name != "yaml":
        raise UsageError("import writes YAML", hint="use songngu glossary export for other formats")
    reading = read_glossary_file(path, format, GlossaryOptions(languages_asked(source_lang, target_lang)))
    if not len(reading.glossary):
        raise InputError("no term is in it", path=str(path), hint="name the format with --format, if it is another")
    tell_losses(reading.losses, strict=strict)
    save_glossary(reading.glossary, reading.comments, output, "yaml", None, strict=strict)


@glossary_app.command()
def export(
    path: File = None,
    output: OutputFile = Path("-"),
    format: FormatName = None,
    source_lang: UsualSourceLang = None,
    target_lang: UsualTargetLang = None,
    dialect: Annotated[str, typer.Option("--dialect", metavar="NAME", help="TBX: core, min or basic.")] = "basic",
    style: Annotated[str, typer.Option("--style", metavar="NAME", help="TBX: dca or dct.")] = "dca",
    columns: Annotated[int, typer.Option("--columns", metavar="N", help="DeepL: 2, 4 or 5.")] = 4,
    strict: Strict = False,
) -> None:
    """Write a glossary for another tool.

    What its format does not keep is told. Formats: csv, deepl, google, google-set, google-tsv, markdown, memoq,
    omegat, omegat-csv, tbx, utx, xlsx, yaml.

    Example: songngu glossary export glossary.csv -o client.tbx
    """
    from songngu.glossary.formats import GlossaryOptions

    if columns not in {2, 4, 5}:
        raise UsageError(f"{columns} columns", hint="DeepL reads 2, 4 or 5")
    reading = read_glossary_file(one_glossary(path))
    tell_losses(reading.losses, strict=strict)
    options = GlossaryOptions(languages_asked(source_lang, target_lang), dialect, style, columns)
    save_glossary(reading.glossary, reading.comments, output, format, options, strict=strict)


glossary_app.command()(merge)
glossary_app.command()(suggest)
