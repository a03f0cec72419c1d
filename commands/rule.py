"""The command `songngu rule`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from songngu.commands.console import print_json
from songngu.commands.options import Report, ReportFormat, UiLang

if TYPE_CHECKING:
    from collections.abc import Callable

    from songngu.glossary.rules.rule import Example, Rule


def rule(
    id: Annotated[
        str | None, typer.Argument(metavar="ID", help="A rule, as TRM002; all are listed without one.")
    ] = None,
    format: ReportFormat = Report.TEXT,
    ui_lang: UiLang = "en",
) -> None:
    """Explain a check rule, or list all.

    Example: songngu rule TRM002
    """
    from songngu.glossary.rules import RULES, find_rule
    from songngu.workspace.pages.catalogue import Catalogue

    translated = Catalogue(ui_lang).gettext
    chosen = [find_rule(id)] if id else list(RULES.values())
    if format is Report.JSON:
        print_json({"version": 1, "rules": [_as_json(each) for each in chosen]})
    elif id:
        typer.echo(_explained(chosen[0], translated))
    else:
        width = max(len(translated(each.severity.value)) for each in chosen)
        for each in chosen:
            severity = translated(each.severity.value).ljust(width)
            state = f"  ({translated(_state(each.id))})" if _state(each.id) else ""
            typer.echo(f"{each.id}  {severity}  {translated(each.name)}{state}")


def _state(rule: str) -> str:
    """Return what is to be said of a rule that is not simply on unless ignored."""
    from songngu.glossary.rules import DEFAULT_SELECTION
    from songngu.glossary.rules.faults import FAULT

    if rule == FAULT:
        return "always on"
    return "" if rule.startswith(DEFAULT_SELECTION) else "off unless selected"


def _as_json(rule: Rule) -> dict[str, object]:
    return {
        "id": rule.id,
        "name": rule.name,
        "severity": rule.severity.value,
        "explanation": rule.explanation,
        "examples": [
            {"given": each.given, "source": each.source, "target": each.target, "fires": each.fires}
            for each in rule.examples
        ],
    }


def _explained(rule: Rule, translated: Callable[[str], str]) -> str:
    import textwrap

    paragraphs = textwrap.wrap(translated(rule.explanation), 96)
    lines = [f"{rule.id} {translated(rule.name)} ({translated(rule.severity.value)})", "", *paragraphs]
    for example in rule.examples:
        lines += ["", *_example_lines(example, translated)]
    return "\n".join(lines)


def _example_lines(example: Example, translated: Callable[[str], str]) -> list[str]:
    verdict = translated("wrong" if example.fires else "right")
    given = f" ({translated(example.given)})" if example.given else ""
    sides = zip(example.source.split("\n"), example.target.split("\n"), strict=True)
    return [f"{verdict}{given}:", *(f"  {source}\n  {target}" for source, target in sides)]
