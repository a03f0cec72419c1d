"""Proposals for a glossary measured on the two seed articles against the seed glossary, and the weights they rest on.

    python -m benchmarks.suggest [--fit] [--show N]
    python -m benchmarks.suggest --judged

A proposal is right if one of its Vietnamese forms and one of its English forms are a Vietnamese and a preferred or
admitted English form of one concept. The weights of `glossary/data/suggest.tsv` are those of a logistic regression on
the phrase pairs of both articles (`--fit` writes them); what they are worth on texts they have not seen is measured by
fitting on one article and proposing from the other. The last lines are plain C-value over the Vietnamese side with the
best partner by Dice, the peer.

With ``--judged``: of the fifty likeliest proposals for ten technical articles that nothing was fitted on, the share
that `proposals_judged.tsv` calls right by the rule of `proposals_rule.md`, and what is not judged yet.
"""

from __future__ import annotations

import argparse
import csv
from collections.abc import Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from unittest.mock import patch

import numpy as np

from benchmarks.gold import DATA
from songngu.align import align_documents
from songngu.align.links import Linker
from songngu.align.rows import to_bitext
from songngu.align.text.tokens import placed_tokens
from songngu.corpus import read_document
from songngu.glossary.suggest import Proposal, suggest, suggestion
from songngu.glossary.suggest.evidence import FEATURES, features
from songngu.glossary.suggest.pairing import phrase_table

WEIGHTS = Path(__file__).parents[1] / "glossary" / "data" / "suggest.tsv"
JUDGED = Path(__file__).with_name("proposals_judged.tsv")
LANGS = ("vi", "en")
TOP = 50
RIDGE = 1.0

Pairs = list[tuple[str, str]]


def article(name: str) -> Pairs:
    """Return the rows of a seed article by its gold beads."""
    sides = [(DATA / "seeds" / f"{name}.{part}.sents.txt").read_text(encoding="utf-8").split("\n")
             for part in ("vi", "en.clean")]  # fmt: skip
    rows = []
    for line in (DATA / "seeds" / f"{name}.gold.tsv").read_text(encoding="utf-8").splitlines():
        ids = [[int(i) for i in field.split(",") if i] for field in (*line.split("\t"), "")[:2]]
        if all(ids):
            rows.append(tuple(" ".join(side[i] for i in held) for side, held in zip(sides, ids, strict=True)))
    return rows


def key(text: str, lang: str) -> tuple[str, ...]:
    """Return the words of a form as they are compared."""
    return tuple(word for word, _ in placed_tokens(text, lang))


def seed_pairs(kind: str | None = None, article: str | None = None) -> dict[tuple[Any, Any], str]:
    """Return the id of the concept of every pair of forms of the seed glossary."""
    found = {}
    with (DATA / "glossary" / "seed_terms.csv").open(encoding="utf-8", newline="") as stream:
        for row in csv.DictReader(stream):
            if (kind and row["type"] != kind) or (article and not int(row[f"count_{article}"])):
                continue
            for vi in row["vi"].split("|"):
                for en in filter(None, (*row["en_preferred"].split("|"), *row["en_admitted"].split("|"))):
                    found.setdefault((key(vi, "vi"), key(en, "en")), row["id"])
    return found


def hits(proposal: Proposal, wanted: Mapping[tuple[Any, Any], str]) -> set[str]:
    """Return the concepts that a proposal finds."""
    return {wanted[pair] for vi in proposal.source for en in proposal.target
            if (pair := (key(vi, "vi"), key(en, "en"))) in wanted}  # fmt: skip


def score(proposals: Sequence[Proposal], wanted: Mapping[tuple[Any, Any], str]) -> tuple[float, float]:
    """Return recall and precision."""
    found = [hits(each, wanted) for each in proposals]
    return len(set().union(*found)) / len(set(wanted.values())), sum(map(bool, found)) / max(len(found), 1)


def fitted(rows: Pairs) -> dict[str, float]:
    """Return the weights of a ridge logistic regression on the phrase pairs of rows (Newton's method)."""
    table = phrase_table(Linker.shipped(*LANGS).learnt(rows).link(rows), LANGS)
    free, wanted = suggestion.free_shares(table), seed_pairs()
    values = np.array([features(pair, seen, table, LANGS, share)
                       for (pair, seen), share in zip(table.pairs.items(), free, strict=True)])  # fmt: skip
    right = np.array([pair in wanted for pair in table.pairs], float)
    weights, penalty = np.zeros(len(FEATURES)), RIDGE * np.eye(len(FEATURES))
    penalty[0, 0] = 1e-6
    for _ in range(30):
        found = 1 / (1 + np.exp(-values @ weights))
        slope = values.T @ (found - right) + penalty @ weights
        weights -= np.linalg.solve((values.T * (found * (1 - found))) @ values + penalty, slope)
    return {name: round(float(weight), 3) for name, weight in zip(FEATURES, weights, strict=True)}


@contextmanager
def weighing(weights: Mapping[str, float]):  # type: ignore[no-untyped-def]
    """Propose by other weights for a while."""
    with patch.object(suggestion, "_weights", lambda: weights):
        yield


def c_value(rows: Pairs) -> list[Proposal]:
    """Return what plain C-value (Frantzi, Ananiadou and Mima 2000) proposes, each with its best partner by Dice."""
    from songngu.glossary.suggest.evidence import dice

    table = phrase_table(Linker.shipped(*LANGS).learnt(rows).link(rows), LANGS)
    best: dict[Any, tuple[float, Any]] = {}
    for (vi, en), seen in table.pairs.items():
        worth = dice(seen.count, table.source[vi], table.target[en])
        best[vi] = max(best.get(vi, (0.0, ())), (worth, en))
    longer: dict[Any, list[int]] = {}
    for vi, count in table.source.items():
        for size in range(1, len(vi)):
            for start in range(len(vi) - size + 1):
                longer.setdefault(vi[start : start + size], []).append(count)
    worth = {vi: np.log2(1 + len(vi)) * (count - (np.mean(longer[vi]) if vi in longer else 0))
             for vi, count in table.source.items() if vi in best}  # fmt: skip
    chosen = sorted((vi for vi in worth if worth[vi] > 1), key=lambda vi: (-worth[vi], vi))
    return [Proposal((" ".join(vi),), (" ".join(best[vi][1]),), "term", 0.0, 0, ()) for vi in chosen]  # type: ignore[arg-type]


def held_out() -> Pairs:
    """Return the rows of the ten articles, each pair of them aligned."""
    rows = []
    for path in sorted((DATA / "documents").rglob("*.vi.md")):
        other = path.with_name(path.name.replace(".vi.md", ".en.md"))
        table = to_bitext(align_documents(read_document(path, "vi"), read_document(other, "en")))
        rows += [pair for pair in table.select("source", "target").iter_rows() if all(pair)]
    return rows


def pages() -> Pairs:
    """Return the rows of the eight pages on React by their gold."""
    rows = []
    for path in sorted((DATA / "gold" / "react").iterdir()):
        sides = [(path / f"{lang}.txt").read_text(encoding="utf-8").split("\n") for lang in LANGS]
        for line in (path / "gold.tsv").read_text(encoding="utf-8").splitlines():
            ids = [[int(i) for i in field.split(",") if i] for field in (*line.split("\t"), "")[:2]]
            if all(ids):
                rows.append(tuple(" ".join(side[i] for i in held) for side, held in zip(sides, ids, strict=True)))
    return rows


def judged(name: str, rows: Pairs) -> None:
    """Print the share of the likeliest proposals for some rows that were judged to be right."""
    found = suggest(rows, LANGS).proposals[:TOP]
    lines = JUDGED.read_text(encoding="utf-8").splitlines() if JUDGED.exists() else []
    verdicts = {tuple(forms): verdict for verdict, *forms in (line.split("\t") for line in lines)}
    counts = {"right": 0, "wrong": 0, "?": 0}
    for each in found:
        verdict = verdicts.get((" | ".join(each.source), " | ".join(each.target)), "?")
        counts[verdict] += 1
        if verdict == "?":
            print("?", " | ".join(each.source), " | ".join(each.target), each.count, sep="\t")
    right, wrong, open_ = counts.values()
    print(f"{name}: {right} right, {wrong} wrong, {open_} not judged of the {len(found)} likeliest")


def show(name: str, proposals: Sequence[Proposal], wanted: Mapping[Any, str], names: Mapping[Any, str]) -> None:
    """Print one line of figures."""
    recall, precision = score(proposals, wanted)
    named = [each for each in proposals if str(each.kind) == "name"]
    of_names = score(named, names)[0], score(named, wanted)[1]
    print(f"{name:34} {len(proposals):4} proposals, recall {recall:.2f} precision {precision:.2f};"
          f" names {len(named):3}, recall {of_names[0]:.2f} precision {of_names[1]:.2f}")  # fmt: skip


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--fit", action="store_true")
    parser.add_argument("--show", type=int, default=0)
    parser.add_argument("--judged", action="store_true")
    options = parser.parse_args()
    if options.judged:
        judged("ten articles", held_out())
        judged("eight pages", pages())
        return
    articles = {name: article(name) for name in ("000", "004")}
    both = [*articles["000"], *articles["004"]]
    if options.fit:
        WEIGHTS.write_text("".join(f"{name}\t{weight:g}\n" for name, weight in fitted(both).items()), encoding="utf-8")
        suggestion._weights.cache_clear()
    for name, other in (("000", "004"), ("004", "000")):
        with weighing(fitted(articles[other])):
            for least in (0.1, 0.15, 0.3, 0.5):
                found = suggest(articles[name], LANGS, least=least).proposals
                show(f"{name}, fitted on {other}, at {least}", found, seed_pairs(None, name), seed_pairs("name", name))
    for least in (0.05, 0.1, 0.15, 0.3, 0.5):
        found = suggest(both, LANGS, least=least).proposals
        show(f"both, as shipped, at {least}", found, seed_pairs(), seed_pairs("name"))
    show("both, C-value", c_value(both), seed_pairs(), seed_pairs("name"))
    wanted = seed_pairs()
    for each in suggest(both, LANGS, least=0.05).proposals[: options.show]:
        right = "+" if hits(each, wanted) else "-"
        print(right, f"{each.probability:.2f}", " | ".join(each.source), "=", " | ".join(each.target), each.kind)


if __name__ == "__main__":
    main()
