"""The command `songngu evaluate`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from songngu.commands.console import print_json
from songngu.commands.options import Report, ReportFormat


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
        print_json({"version": 1, **table})
        return
    for name, score in named.items():
        typer.echo(f"{name:12} P {score.precision:.4f} R {score.recall:.4f} F1 {score.f1:.4f}")
