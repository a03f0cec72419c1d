"""The commands `songngu lexicon train` and `songngu lexicon show`."""

from __future__ import annotations

from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer

from songngu.commands.console import say
from songngu.commands.options import UsualSourceLang, UsualTargetLang
from songngu.commands.progress import progress
from songngu.commands.runner import ClusterAddress, InsecureCluster, RunReport, WorkerMemory, cluster_of, run_of
from songngu.corpus.errors import UsageError
from songngu.corpus.files.display import floored, quantity

lexicon_app = typer.Typer(help="Train bilingual lexicons and ask them.", no_args_is_help=True, rich_markup_mode=None)


@lexicon_app.command("train")
def lexicon_train(
    corpora: Annotated[list[Path], typer.Argument(metavar="CORPUS", help="TSV: source TAB target.")],
    output: Annotated[Path, typer.Option("-o", "--output", metavar="FILE", help="The lexicon to write (.npz).")],
    source_lang: UsualSourceLang = None,
    target_lang: UsualTargetLang = None,
    cluster: ClusterAddress = None,
    worker_memory: WorkerMemory = None,
    insecure_cluster: InsecureCluster = False,
    run_report: RunReport = None,
) -> None:
    """Train a lexicon on sentence pairs.

    By IBM Model 1, in both directions.

    Example: songngu lexicon train corpus.tsv -o lexicon.npz
    """
    from songngu.align.lexicon.lexicon import read_pairs, save_lexicon
    from songngu.align.lexicon.training import train_lexicon
    from songngu.corpus.files.output import check_place
    from songngu.workspace.configuration import find_workspace
    from songngu.workspace.runners.local import LocalRunner
    from songngu.workspace.runners.runner import spread_over
    from songngu.workspace.staged_export import stages_of_training

    workspace = find_workspace(Path.cwd())
    langs = workspace.languages(source_lang, target_lang)
    engine = cluster_of(workspace, cluster, worker_memory, insecure=insecure_cluster)
    check_place(output)
    with ExitStack() as stack:
        run = stack.enter_context(run_of(engine, 2, "lexicon train", run_report, quiet=False, outputs=[output]))
        stages = None
        if engine:
            stages = stack.enter_context(stages_of_training(corpora, langs, output, run.runner))
            stages = replace(stages, tell=run.account.begin)
        spread = spread_over(LocalRunner(2) if engine else run.runner)
        with progress("training", account=run.account):
            lexicon = train_lexicon(read_pairs(corpora, langs), *langs, spread=spread, stages=stages)
        run.facts.pairs = lexicon.sentences
        save_lexicon(lexicon, output)
    units = f"{len(lexicon.source.units)} {langs[0]} and {len(lexicon.target.units)} {langs[1]} units"
    say(f"{quantity(lexicon.sentences, 'pair')}; {units}")


@lexicon_app.command("show")
def lexicon_show(
    word: Annotated[str, typer.Argument(metavar="WORD", help="A word, or the syllables of one.")],
    lexicon: Annotated[Path | None, typer.Option(metavar="FILE", help="Instead of the one shipped.")] = None,
    source_lang: UsualSourceLang = None,
    target_lang: UsualTargetLang = None,
    most: Annotated[int, typer.Option("--most", metavar="N", help="How many renderings.")] = 10,
) -> None:
    """Show the likeliest renderings of a word.

    With their probabilities; English words are shown as stems.

    Example: songngu lexicon show "mô hình"
    """
    from songngu.align.lexicon.lexicon import load_lexicon, renderings, shipped_lexicon
    from songngu.workspace.configuration import find_workspace

    langs = find_workspace(Path.cwd()).languages(source_lang, target_lang)
    table = load_lexicon(lexicon) if lexicon else shipped_lexicon(*langs)
    if table is None:
        raise UsageError(f"no lexicon ships for {langs[0]}-{langs[1]}", hint="train one, name it with --lexicon")
    found = renderings(table, word, most)
    if not found:
        raise UsageError(f"the lexicon does not know {word!r}")
    for rendering, probability in found:
        typer.echo(f"{floored(probability, 3)}  {rendering}")
