"""Where two alignments of the same texts differ: stretches that both cover, and a page that shows them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape

from songngu.align.evaluate import GoldBead

_STYLE = """
:root { color-scheme: light dark; --line: #8886; }
body { font: 1rem/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 75rem; padding: 0 1rem; }
section { border-top: 1px solid var(--line); display: grid; gap: 1em; grid-template-columns: 1fr 1fr; padding: 1em 0; }
h2 { font-size: 1rem; margin: 0; } table { border-collapse: collapse; width: 100%; }
td { border: 1px solid var(--line); overflow-wrap: anywhere; padding: .3rem .5rem; vertical-align: top; width: 50%; }
small { opacity: .7; } @media (max-width: 45rem) { section { grid-template-columns: 1fr; } }
"""


@dataclass(frozen=True, slots=True)
class AlignmentDifference:
    """Beads of two alignments that cover the same sentences in other ways, each in the order of its alignment."""

    first: tuple[GoldBead, ...]
    second: tuple[GoldBead, ...]


def differences(first: Sequence[GoldBead], second: Sequence[GoldBead]) -> list[AlignmentDifference]:
    """Return the smallest groups of beads that differ: those that share a sentence, directly or through others."""
    same = set(first) & set(second)
    beads = [(0, bead) for bead in first if bead not in same] + [(1, bead) for bead in second if bead not in same]
    parent = list(range(len(beads)))

    def root(k: int) -> int:
        while parent[k] != k:
            parent[k] = parent[parent[k]]
            k = parent[k]
        return k

    holder: dict[tuple[int, int], int] = {}
    for number, (_, bead) in enumerate(beads):
        for side in (0, 1):
            for sentence in bead[side]:
                other = holder.setdefault((side, sentence), number)
                parent[max(root(other), root(number))] = min(root(other), root(number))
    groups: dict[int, list[int]] = {}
    for number in range(len(beads)):
        groups.setdefault(root(number), []).append(number)
    found = [
        AlignmentDifference(*(tuple(beads[k][1] for k in group if beads[k][0] == which) for which in (0, 1)))
        for group in groups.values()
    ]
    return sorted(found, key=lambda each: min((*each.first, *each.second)))


def page(
    found: Sequence[AlignmentDifference],
    names: tuple[str, str],
    texts: tuple[Sequence[str], Sequence[str]] | None = None,
) -> str:
    """Return a page that needs nothing else: what differs side by side, as sentences where their texts are given."""
    head = f"{len(found)} place{'s' if len(found) != 1 else ''} where {escape(names[0])} and {escape(names[1])} differ"
    return "".join(
        (
            '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
            '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
            f"<title>Where two alignments differ</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n<h1>{head}</h1>\n",
            *(_section(each, names, texts) for each in found),
            "</body>\n</html>\n",
        )
    )


def _section(
    each: AlignmentDifference, names: tuple[str, str], texts: tuple[Sequence[str], Sequence[str]] | None
) -> str:
    columns = (
        f"<div><h2>{escape(name)}</h2><table>{''.join(_rows(beads, texts))}</table></div>"
        for name, beads in zip(names, (each.first, each.second), strict=True)
    )
    return f"<section>{''.join(columns)}</section>\n"


def _rows(beads: Sequence[GoldBead], texts: tuple[Sequence[str], Sequence[str]] | None) -> Iterator[str]:
    for bead in beads:
        cells = []
        for side in (0, 1):
            parts = []
            for sentence in bead[side]:
                known = texts is not None and sentence < len(texts[side])
                text = f" {escape(texts[side][sentence])}" if texts is not None and known else ""
                parts.append(f"<small>{sentence}</small>{text}")
            cells.append(f'<td dir="auto">{"<br>".join(parts) or "–"}</td>')
        yield f"<tr>{''.join(cells)}</tr>"
