"""The command `songngu rule`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from songngu.commands.console import print_json
from songngu.commands.options import Report, ReportFormat

if TYPE_CHECKING:
    from songngu.glossary.rules.rule import Example, Rule


def rule(
    id: Annotated[
        str | None, typer.Argument(metavar="[ID]", help="A rule, as TRM002; all are listed without one.")
    ] = None,
    format: ReportFormat = Report.TEXT,
) -> None:
    """Explain a check rule, or list all.

    Example: songngu rule TRM002
    """
    from songngu.glossary.rules import DEFAULT_SELECTION, RULES, find_rule

    chosen = [find_rule(id)] if id else list(RULES.values())
    if format is Report.JSON:
        print_json({"version": 1, "rules": [_as_json(each) for each in chosen]})
    elif id:
        typer.echo(_explained(chosen[0]))
    else:
        for each in chosen:
            default = "" if each.id.startswith(DEFAULT_SELECTION) else "  (off unless selected)"
            typer.echo(f"{each.id}  {each.severity.value:7}  {each.name}{default}")


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


def _explained(rule: Rule) -> str:
    import textwrap

    paragraphs = textwrap.wrap(rule.explanation, 96)
    lines = [f"{rule.id} {rule.name} ({rule.severity.value})", "", *paragraphs]
    for example in rule.examples:
        lines += ["", *_example_lines(example)]
    return "\n".join(lines)


def _example_lines(example: Example) -> list[str]:
    verdict = "wrong" if example.fires else "right"
    given = f" ({example.given})" if example.given else ""
    sides = zip(example.source.split("\n"), example.target.split("\n"), strict=True)
    return [f"{verdict}{given}:", *(f"  {source}\n  {target}" for source, target in sides)]
