"""Checks: a mutation set, the seeds with planted slips, and the time of a large workspace.

``python -m benchmarks.checks mutants [--half 0|1]`` injects wrong names, numbers, units, casing and missing terms into
the clean pairs of the gold alignments, one slip a mutant, and counts what the check finds: a mutant is found if a rule
of its group (TRM or NUM) says more on it than on the clean segment, at severity error or warning. A finding of either
group beyond that, on clean segments and on mutants, is a false alarm. Half 0 is for development, half 1 for the report.

``seeds`` checks the two articles from the raw files; ``speed FOLDER`` writes and checks 1,000 documents.
"""

from __future__ import annotations

import argparse
import os
import random
import re
import subprocess
import sys
import time
from collections import Counter
from dataclasses import replace
from pathlib import Path

from benchmarks.gold import DATA, gold_documents
from benchmarks.mutants import glossary_of, kind_mutants, number_mutants, rows_of, segments, term_mutants
from songngu.glossary.finding import Severity
from songngu.glossary.rules import RULES
from songngu.glossary.rules.rule import Row

GROUPS = ("TRM", "NUM")
SHOWN = 40


def said(row: Row) -> Counter[tuple[str, str, str]]:
    """Return what the term and number rules say of a segment: group, severity, rule and message."""
    return Counter(
        (rule.id[:3], (issue.severity or rule.severity).value, f"{rule.id} {issue.message}")
        for rule in RULES.values()
        if rule.id.startswith(GROUPS) and rule.across is None and rule.judge is None
        for issue in rule.check(row)
        if (issue.severity or rule.severity) is not Severity.INFO
    )


def mutants(half: int, *, verbose: bool) -> None:
    """Print recall and precision over the mutants of one half, and the share of clean segments with an error."""
    found: Counter[tuple[str, str]] = Counter()
    false: Counter[str] = Counter()
    true: Counter[str] = Counter()
    clean = with_error = 0
    shown: list[str] = []
    rng = random.Random(20)
    for document in gold_documents():
        if document.half != half:
            continue
        glossary = glossary_of(document)
        rows = rows_of(list(segments(document)), glossary)
        before = [said(row) for row in rows]
        clean += len(rows)
        errors = [i for i, counts in enumerate(before) if any(severity == "error" for _, severity, _ in counts)]
        with_error += len(errors)
        shown += [f"FALSE {document.name} {dict(before[i])} | {rows[i].source} | {rows[i].target}" for i in errors]
        for counts in before:
            false.update(group for group, severity, _ in counts.elements() if severity == "error")
        made = [
            m
            for i, row in enumerate(rows)
            for way in (term_mutants, number_mutants, kind_mutants)
            for m in way(i, row, rng)
        ]
        wrong = rows_of([(rows[m.row].source, m.target) for m in made], glossary)
        for mutant, row in zip(made, wrong, strict=True):
            clean_row = rows[mutant.row]
            conventions = clean_row.source_convention, clean_row.target_convention
            after = said(replace(row, source_convention=conventions[0], target_convention=conventions[1]))
            new = Counter(group for group, _, _ in (after - before[mutant.row]).elements())
            hit = new[mutant.group] > 0
            found[mutant.kind, "found" if hit else "missed"] += 1
            true[mutant.group] += hit
            other = next(group for group in GROUPS if group != mutant.group)
            # A name with digits in it is an identifier to the number rules as well: they rightly speak up too.
            also = sum(n for (_, _, said_of), n in (after - before[mutant.row]).items() if "NUM011" in said_of)
            false[other] += new[other] - also
            if new[other] - also:
                shown.append(f"OTHER {document.name} {dict(after)} | {row.source} | {row.target}")
            if not hit:
                shown.append(f"MISSED {document.name} {mutant.kind} | {row.source} | {row.target}")
    report(found, true, false, clean, with_error)
    if verbose:
        print("\n".join(shown[:400]))


def report(
    found: Counter[tuple[str, str]], true: Counter[str], false: Counter[str], clean: int, with_error: int
) -> None:
    """Print the figures."""
    for kind in sorted({kind for kind, _ in found}):
        hits, misses = found[kind, "found"], found[kind, "missed"]
        print(f"{kind:16} {hits + misses:5} mutants, recall {hits / (hits + misses):.3f}")
    for group in GROUPS:
        mine = [kind for kind, _ in found if kind.startswith("name" if group == "TRM" else "number")]
        total = sum(found[kind, what] for kind in set(mine) for what in ("found", "missed"))
        precision = true[group] / (true[group] + false[group])
        print(f"{group}: {total} mutants, recall {true[group] / total:.4f}, precision {precision:.4f}")
    print(f"all: {sum(found.values())} mutants; {with_error} of {clean} clean segments with a false error"
          f" ({with_error / clean:.2%})")  # fmt: skip


def seeds() -> None:
    """Print, for each planted slip, the errors on its line; and what is found on the clean versions."""
    import json

    folder = DATA / "seeds"
    slips = [line.split("\t") for line in (folder / "slips.tsv").read_text(encoding="utf-8").splitlines()[1:]]
    reports = {}
    for number, suffix in (("000", "txt"), ("004", "md")):
        for version in ("en", "en.clean"):
            pair = f"{number}.vi.{suffix}", f"{number}.{version}.{suffix}"
            command = [sys.executable, "-m", "songngu", "check", *pair, "--format", "json", "--exit-zero", "-q"]
            command += ["--glossary", "../glossary/seed_terms.csv"]
            done = subprocess.run(command, cwd=folder, capture_output=True, check=True)
            reports[pair[1]] = json.loads(done.stdout)["findings"]
    for file, line, kind, wrong, *_ in slips:
        here = [f for f in reports[file] if f["file"] == file and f["line"] == int(line) and f["severity"] == "error"]
        print(f"{file}:{line} {kind} {wrong[:40]!r}: {sorted({f['rule'] for f in here})}")
    for file, findings in reports.items():
        if "clean" in file:
            print(file, len(findings), "findings,", sum(f["severity"] == "error" for f in findings), "errors")


def speed(folder: Path) -> None:
    """Write 1,000 documents of 100 segments and 1,000 concepts; time a run, a re-run and one after a change."""
    make_workspace(folder)
    for name, arguments in (
        ("align (once)", ["check", "--select", "SEG", "--statistics"]),
        ("check, warm alignments", ["check", "--statistics"]),
        ("unchanged re-run", ["check", "--statistics"]),
        ("one document changed", ["check", "--statistics"]),
    ):
        if name == "one document changed":
            with (folder / "texts" / "d0007.en.txt").open("a", encoding="utf-8") as changed:
                changed.write("One more line.\n")
        begin = time.perf_counter()
        before = os.times()
        done = subprocess.Popen([sys.executable, "-m", "songngu", *arguments], cwd=folder, stdout=subprocess.PIPE)
        out, _ = done.communicate()
        seconds, after = time.perf_counter() - begin, os.times()
        used = after.children_user + after.children_system - before.children_user - before.children_system
        print(f"{name}: {seconds:.1f} s, processor {used:.1f} s, peak {peak():.0f} MB, {len(out.splitlines())} rules")


def peak() -> float:
    """Return the largest memory of any process that has ended, in MB (children of children with their parents)."""
    import resource

    return resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024


def make_workspace(folder: Path, documents: int = 1000, size: int = 100) -> None:
    """Write documents cut from the training pairs, each of ``size`` lines, and a glossary of words that both share."""
    lines = (DATA / "train" / "train_permissive.tsv").read_text(encoding="utf-8").splitlines()
    pairs = [line.split("\t")[:2] for line in lines]
    texts = folder / "texts"
    texts.mkdir(parents=True, exist_ok=True)
    for k in range(documents):
        part = [pairs[(k * size + i) % len(pairs)] for i in range(size)]
        for side, lang in enumerate(("vi", "en")):
            (texts / f"d{k:04}.{lang}.txt").write_text("\n".join(pair[side] for pair in part) + "\n", encoding="utf-8")
    either: Counter[str] = Counter()
    both: Counter[str] = Counter()
    for pair in pairs:
        ours, theirs = (set(re.findall(r"(?<![^\W_])[A-Za-z]{4,}(?![^\W_])", text)) for text in pair)
        either.update(ours | theirs)
        both.update(ours & theirs)
    names = [word for word, n in both.most_common() if n >= 0.97 * either[word]][:1000]
    header = "id,domain,type,vi,en_preferred,en_admitted,en_forbidden,forbidden_scope,case_sensitive,zh,note\n"
    rows = [f"c{i},,name,{word},{word},,,always,yes,,\n" for i, word in enumerate(names)]
    (folder / "glossary.csv").write_text(header + "".join(rows), encoding="utf-8")
    (folder / "songngu.toml").write_text(
        '[[documents]]\nsource = "texts/*.vi.txt"\ntarget = "texts/*.en.txt"\n\n[glossary]\nfiles = ["glossary.csv"]\n',
        encoding="utf-8",
    )


def main() -> None:
    """Parse the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=("mutants", "seeds", "speed"))
    parser.add_argument("folder", nargs="?", type=Path)
    parser.add_argument("--half", type=int, choices=(0, 1), default=0)
    parser.add_argument("-v", "--verbose", action="store_true")
    options = parser.parse_args()
    if options.what == "mutants":
        mutants(options.half, verbose=options.verbose)
    elif options.what == "seeds":
        seeds()
    else:
        speed(options.folder or Path("build/speed"))


if __name__ == "__main__":
    main()
