"""The command `songngu evaluate`."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from songngu.commands.console import print_json, warn
from songngu.commands.options import PreSplit, Report, ReportFormat, SourceLang, TargetLang
from songngu.corpus.errors import UsageError

if TYPE_CHECKING:
    from songngu.align.evaluate import GoldBead, Score, Scores

Texts = tuple[list[str], list[str]]


class Baseline(StrEnum):
    """An aligner to compare with."""

    GALE_CHURCH = "gale-church"


def evaluate(
    gold: Annotated[Path, typer.Argument(metavar="GOLD", help="Beads: source ids TAB target ids.")],
    hypothesis: Annotated[
        Path | None, typer.Argument(metavar="HYP", help="Beads to score, as --format beads writes them.")
    ] = None,
    baseline: Annotated[
        Baseline | None, typer.Option("--baseline", help="Score this aligner too, or alone; needs --texts.")
    ] = None,
    texts: Annotated[
        tuple[Path, Path] | None,
        typer.Option("--texts", metavar="SOURCE TARGET", help="The two texts, for the baseline and the page."),
    ] = None,
    page: Annotated[
        Path | None, typer.Option("--page", metavar="FILE", help="A page that shows where two alignments differ.")
    ] = None,
    pre_split: PreSplit = False,
    source_lang: SourceLang = None,
    target_lang: TargetLang = None,
    format: ReportFormat = Report.TEXT,
) -> None:
    """Score an alignment against gold.

    Strict, lax and within-group precision, recall and F1.

    Example: songngu evaluate gold.tsv founder.beads --baseline gale-church --texts founder.vi.txt founder.en.txt
    """
    from songngu.align.evaluate import doubts, evaluate, read_beads

    if hypothesis is None and baseline is None:
        raise UsageError("nothing to score", hint="name beads, or --baseline gale-church")
    if baseline and texts is None:
        raise UsageError("the baseline aligns texts, and none are given", hint="name them: --texts SOURCE TARGET")
    beads = read_beads(gold)
    known = _sentences(texts, (source_lang, target_lang), pre_split=pre_split) if texts else None
    scored: dict[str, list[GoldBead]] = {}
    if hypothesis is not None:
        scored[hypothesis.name] = read_beads(hypothesis)
    if baseline and known:
        scored[str(baseline)] = _baseline(known)
    for name, found in scored.items():
        for doubt in doubts(beads, found):
            warn(f"{name}: {doubt}")
    if page is not None:
        _write_page(page, gold.name, beads, scored, known)
    scores = {name: evaluate([(beads, found)]) for name, found in scored.items()}
    if format is Report.JSON:
        _print_json(scores, hypothesis, baseline)
    else:
        _print_text(scores)


def _print_text(scores: dict[str, Scores]) -> None:
    for name, each in scores.items():
        if len(scores) > 1:
            typer.echo(name)
        for kind, score in _named(each).items():
            typer.echo(f"{kind:12} P {score.precision:.4f} R {score.recall:.4f} F1 {score.f1:.4f}")


def _named(scores: Scores) -> dict[str, Score]:
    return {"strict": scores.strict, "lax": scores.lax, "within-group": scores.within_group}


def _table(scores: Scores) -> dict[str, dict[str, float]]:
    return {
        name: {"precision": round(s.precision, 6), "recall": round(s.recall, 6), "f1": round(s.f1, 6)}
        for name, s in _named(scores).items()
    }


def _print_json(scores: dict[str, Scores], hypothesis: Path | None, baseline: Baseline | None) -> None:
    first, *rest = scores.values()
    value: dict[str, object] = {"version": 1, **_table(first)}
    if baseline:
        value["baseline"] = {"name": str(baseline), **_table(rest[0] if rest else first)}
    print_json(value)


def _sentences(paths: tuple[Path, Path], asked: tuple[str | None, str | None], *, pre_split: bool) -> Texts:
    from songngu.workspace.configuration import find_workspace
    from songngu.workspace.documents import ReadingOptions

    options = ReadingOptions(pre_split)
    langs = find_workspace(Path.cwd()).languages(*asked)
    sides = [
        [sentence.text for sentence in options.at(path).read(path, lang).sentences]
        for path, lang in zip(paths, langs, strict=True)
    ]
    return sides[0], sides[1]


def _baseline(texts: Texts) -> list[GoldBead]:
    from songngu.align.gale_church import gale_church

    return gale_church(*texts)


def _write_page(
    path: Path, name: str, gold: list[GoldBead], scored: dict[str, list[GoldBead]], texts: Texts | None
) -> None:
    """Write where the first two alignments differ: those that are scored, else gold and the one."""
    from songngu.align.differences import differences, page
    from songngu.corpus.files.output import atomic_writer

    every = [(name, gold), *scored.items()] if len(scored) == 1 else [*scored.items()]
    (one, first), (other, second) = every[:2]
    with atomic_writer(path, binary=True) as stream:
        stream.write(page(differences(first, second), (one, other), texts).encode())
