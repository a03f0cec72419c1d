"""The aligner measured: quality on gold and two articles, from sentences and raw files, with Gale-Church beside it.

    python -m benchmarks.alignment             everything
    python -m benchmarks.alignment --other     only German-French, without a dictionary

The gold families, trained on one half and scored on the other: python -m benchmarks.train_aligner
"""

from __future__ import annotations

import argparse
import csv
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from functools import partial
from pathlib import Path

from benchmarks.gold import DATA, gold_documents, read_lines, textberg
from songngu.align import align_sentences
from songngu.align.evaluate import GoldBead, Scores, evaluate, read_beads
from songngu.align.gale_church import gale_church

SEEDS = DATA / "seeds"
NEAR = 3


def ours(source: Sequence[str], target: Sequence[str], langs: tuple[str, str] = ("vi", "en")) -> list[GoldBead]:
    """Align by songngu."""
    beads = align_sentences(source, target, source_lang=langs[0], target_lang=langs[1])
    return [(bead.source, bead.target) for bead in beads]


def show(label: str, scores: Scores, seconds: float) -> None:
    """Print a line of scores."""
    print(
        f"{label:44} strict {scores.strict.f1:.3f}  lax {scores.lax.f1:.3f}  "
        f"within-group {scores.within_group.f1:.3f}  {seconds:6.2f} s",
        flush=True,
    )


def from_sentences() -> None:
    """Score both articles, pre-split, and every gold family with the shipped weights' peer."""
    for article in ("000", "004"):
        source, target = (read_lines(SEEDS / f"{article}.{lang}.sents.txt") for lang in ("vi", "en"))
        gold = read_beads(SEEDS / f"{article}.gold.tsv")
        for name, aligner in (("Gale-Church (NLTK)", gale_church), ("songngu", ours)):
            start = time.perf_counter()
            beads = aligner(source, target)
            show(f"seed {article}, pre-split: {name}", evaluate([(gold, beads)]), time.perf_counter() - start)
    documents = list(gold_documents())
    means = []
    for family in sorted({d.family for d in documents}):
        start = time.perf_counter()
        members = [d for d in documents if d.family == family]
        scores = evaluate([(d.gold, gale_church(d.source, d.target)) for d in members])
        means.append(scores.within_group.f1)
        show(f"gold {family}: Gale-Church (NLTK)", scores, time.perf_counter() - start)
    print(f"gold, mean over families, within-group: Gale-Church (NLTK) {sum(means) / len(means):.4f}")


def other_languages() -> None:
    """Score the German-French development document of Text+Berg, for which no lexicon ships."""
    document = textberg()
    for name, both in (("Gale-Church (NLTK)", gale_church), ("songngu", partial(ours, langs=document.langs))):
        start = time.perf_counter()
        beads = both(document.source, document.target)
        show(f"Text+Berg German-French: {name}", evaluate([(document.gold, beads)]), time.perf_counter() - start)


def gold_spans(path: Path) -> list[tuple[int, int]]:
    """Return the spans of a `*.spans.tsv` file."""
    with path.open(encoding="utf-8") as lines:
        return [(int(row[2]), int(row[3])) for row in csv.reader(lines, delimiter="\t")]


def covered(spans: list[list[int]], gold: list[tuple[int, int]]) -> tuple[int, ...]:
    """Return the gold sentences a bead's side covers, within three characters at each end; (-1,) where none fits."""
    if not spans:
        return ()
    start, end = spans[0][0], spans[-1][1]
    first = [k for k, (a, _) in enumerate(gold) if abs(a - start) <= NEAR]
    last = [k for k, (_, b) in enumerate(gold) if abs(b - end) <= NEAR]
    return tuple(range(first[0], last[-1] + 1)) if first and last and first[0] <= last[-1] else (-1,)


def command(*arguments: str) -> tuple[subprocess.CompletedProcess[str], float, float]:
    """Run the command line; return what it printed, the wall seconds and the peak memory in MB (Linux)."""
    timed = (
        "import resource, runpy, sys, time\nsys.argv[0] = 'songngu'\nstart = time.perf_counter()\ntry:\n"
        "    runpy.run_module('songngu', run_name='__main__')\nfinally:\n"
        "    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024\n"
        "    print(f'PEAK {peak:.0f}', file=sys.stderr)"
    )
    start = time.perf_counter()
    done = subprocess.run(
        [sys.executable, "-c", timed, *arguments], capture_output=True, text=True, encoding="utf-8", check=False,
        env={**os.environ, "PYTHONUTF8": "1"},
    )  # fmt: skip
    seconds = time.perf_counter() - start
    peak = [line for line in done.stderr.splitlines() if line.startswith("PEAK ")]
    return done, seconds, float(peak[-1].split()[1]) if peak else float("nan")


def from_files() -> None:
    """Score the articles as raw files, through the command line, with its time and memory."""
    with tempfile.TemporaryDirectory() as folder:
        for article, suffix in (("000", "txt"), ("004", "md")):
            files = [str(SEEDS / f"{article}.vi.{suffix}"), str(SEEDS / f"{article}.en.clean.{suffix}")]
            out = Path(folder) / f"{article}.jsonl"
            command("align", *files, "-q", "-o", str(out))
            rows = [json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()]
            spans = [gold_spans(SEEDS / f"{article}.{side}.spans.tsv") for side in ("vi", "en.clean")]
            beads = [(covered(r["source_spans"], spans[0]), covered(r["target_spans"], spans[1])) for r in rows]
            scores = evaluate([(read_beads(SEEDS / f"{article}.gold.tsv"), beads)])
            times = [command("align", *files, "-q", "-o", str(Path(folder) / "x.tmx"))[1:] for _ in range(5)]
            seconds, peak = sorted(t[0] for t in times)[2], max(t[1] for t in times)
            show(f"{article} from raw files, by spans: songngu", scores, seconds)
            print(f"{article} from raw files to TMX: median {seconds:.2f} s, peak {peak:.0f} MB")


def slips() -> None:
    """Count the planted term slips that `songngu check` finds."""
    with (SEEDS / "slips.tsv").open(encoding="utf-8") as lines:
        planted = [row for row in csv.DictReader(lines, delimiter="\t") if row["kind"] == "term"]
    found = 0
    for article, suffix in (("000", "txt"), ("004", "md")):
        files = [str(SEEDS / f"{article}.{lang}.{suffix}") for lang in ("vi", "en")]
        glossary = str(DATA / "glossary" / "seed_terms.csv")
        done, _, _ = command("check", *files, "--glossary", glossary, "--format", "json")
        findings = json.loads(done.stdout)["findings"]
        for row in planted:
            if row["file"].startswith(article):
                found += any(f["line"] == int(row["line"]) and f["rule"].startswith("TRM") for f in findings)
        print(f"{article}: {len(findings)} TRM findings")
    print(f"planted term slips found: {found} of {len(planted)}")


def main() -> None:
    """Run all measurements."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--other", action="store_true", help="only German-French")
    options = arguments.parse_args()
    other_languages()
    if options.other:
        return
    from_sentences()
    from_files()
    slips()
    times = sorted(command("--help")[1] for _ in range(7))
    print(f"songngu --help: median {times[3]:.2f} s")


if __name__ == "__main__":
    main()
