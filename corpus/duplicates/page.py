"""One page of HTML with what stands twice side by side, what differs marked; nothing in it comes from elsewhere."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import accumulate, groupby, zip_longest
from typing import Any

from markupsafe import Markup
from rapidfuzz.distance import LCSseq

from songngu.corpus.duplicates.inventory import Inventory, RepeatedRow
from songngu.corpus.duplicates.passage import Copy, Passage, PassageKind
from songngu.corpus.errors import UsageError
from songngu.corpus.files.copy_name import named_path
from songngu.corpus.files.display import floored, quantity
from songngu.corpus.formats.fields import FORBIDDEN

_TOKEN = re.compile(r"\n|[^\S\n]+|\w+|[^\w\s]")
_UNSEEN = re.compile(FORBIDDEN)
_MARK = Markup("<mark>{}</mark>")
_LINE_END = re.compile(r"\r\n?")

# Characters of a copy that are shown, and later copies of one passage and rows that are shown in full.
_SHOWN = 20_000
_COPIES = 20
_ROWS = 2_000


def page(found: Inventory) -> Iterator[str]:
    """Yield the lines of the page.

    Of a very long passage its beginning is shown, of one that stands very often the first copies; all places are named.
    Raises UsageError where large tables were searched: their rows are too many for a page.
    """
    from songngu.corpus.formats.page import parts_of_page

    if found.collection.tables:
        raise UsageError("the rows of Parquet files are too many for a page", hint="use --format jsonl")
    parts = parts_of_page(
        "corpus",
        "duplicates.html",
        figures=_figures(found),
        is_empty=not found.passages and not found.rows,
        clusters=_clusters(found),
        groups=_groups(found.rows),
    )
    rest = ""
    for part in parts:
        *lines, rest = (rest + part).split("\n")
        yield from lines


def differences(first: str, second: str) -> list[tuple[Markup, Markup]]:
    """Return two texts as HTML, their lines side by side, with what only one of them has in ``mark`` elements.

    Spaces do not count. A line that has no like is beside an empty one.
    """
    sides = [_TOKEN.findall(text) for text in (first, second)]
    places = [[i for i, token in enumerate(side) if not token.isspace()] for side in sides]
    one, other = ([side[i] for i in chosen] for side, chosen in zip(sides, places, strict=True))
    differ = [set(chosen) for chosen in places]
    numbers = [[0, *accumulate(token.count("\n") for token in side)] for side in sides]
    shared: Counter[tuple[int, int]] = Counter()
    for block in LCSseq.opcodes(one, other):
        if block.tag == "equal":
            for i in range(block.src_end - block.src_start):
                equal = places[0][block.src_start + i], places[1][block.dest_start + i]
                differ[0].remove(equal[0])
                differ[1].remove(equal[1])
                shared[numbers[0][equal[0]], numbers[1][equal[1]]] += 1
    lines = [_marked(side, marks).split("\n") for side, marks in zip(sides, differ, strict=True)]
    return list(_side_by_side(lines[0], lines[1], shared))


def _side_by_side(
    one: list[Markup], other: list[Markup], shared: Counter[tuple[int, int]]
) -> Iterator[tuple[Markup, Markup]]:
    """Pair each line with the one it shares most words with, in order."""
    none = Markup()
    best: dict[int, int] = {}
    for (line, like), _ in sorted(shared.items(), key=lambda item: (item[1], -item[0][1])):
        best[line] = like
    done, told = 0, 0
    for line, like in sorted(best.items()):
        if like < told:
            continue
        yield from ((text, none) for text in one[done:line])
        yield from ((none, text) for text in other[told:like])
        yield one[line], other[like]
        done, told = line + 1, like + 1
    yield from zip_longest(one[done:], other[told:], fillvalue=none)


def _marked(tokens: Sequence[str], differ: set[int]) -> Markup:
    """Mark the tokens that differ, those of a line with only spaces between them as one."""
    marks = [i in differ for i in range(len(tokens))]
    for i in range(1, len(tokens) - 1):
        marks[i] |= tokens[i].isspace() and marks[i - 1] and i + 1 in differ
    parts = []
    for is_marked, group in groupby(range(len(tokens)), key=marks.__getitem__):
        lines = _UNSEEN.sub("", "".join(tokens[i] for i in group)).split("\n")
        parts.append(Markup("\n").join(_MARK.format(line) if is_marked else line for line in lines))
    return Markup().join(parts)


def _figures(found: Inventory) -> list[tuple[str, int]]:
    words = sum(passage.word_count for passage in found.passages)
    figures = [("Passages", len({passage.cluster for passage in found.passages}))]
    figures += [("Later copies", len(found.passages)), ("Words in them", words)]
    return [*figures, ("Repeated rows", len(found.rows))] if found.collection.bitexts else figures


def _clusters(found: Inventory) -> Iterator[dict[str, Any]]:
    marks = dict(zip(map(id, found.passages), found.fingerprints, strict=True))
    for _, group in groupby(found.passages, key=lambda passage: passage.cluster):
        passages = list(group)
        yield {
            "about": f"{_where(passages[0].first)}, {quantity(len(passages), 'later copy', 'later copies')}",
            "pairs": (_pair(passage, marks[id(passage)]) for passage in passages[:_COPIES]),
            "rest": [_where(passage.second) for passage in passages[_COPIES:]],
        }


def _pair(passage: Passage, mark: str) -> dict[str, Any]:
    copies = (passage.first, passage.second)
    return {
        "lang": passage.first.document.lang,
        "kind": passage.kind.value,
        "words": quantity(passage.word_count, "word"),
        "alike": "" if passage.kind is not PassageKind.NEAR else f", similarity {floored(passage.similarity)}",
        "mark": mark,
        "places": list(map(_where, copies)),
        "lines": [line for line in differences(*map(_shown, copies)) if any(line)],
        "rest": [max(0, len(copy.span) - _SHOWN) for copy in copies],
    }


def _where(copy: Copy) -> str:
    first, last = copy.lines
    return f"{named_path(copy.document.path)}, " + (f"line {first}" if first == last else f"lines {first} to {last}")


def _shown(copy: Copy) -> str:
    start, end = copy.span.start, min(copy.span.end, copy.span.start + _SHOWN)
    return _LINE_END.sub("\n", copy.document.raw[start:end])


def _in_line(first: str, second: str) -> tuple[Markup, Markup]:
    (texts,) = differences(*(text.replace("\n", " ") for text in (first, second)))
    return texts


def _groups(rows: Sequence[RepeatedRow]) -> Iterator[dict[str, Any]]:
    heads = {
        "both": "Rows that stand again",
        "source": "The same source, another target",
        "target": "The same target, another source",
    }
    for side, title in heads.items():
        chosen = [row for row in rows if row.side == side]
        if chosen:
            about = quantity(len(chosen), "row")
            shown = map(_both, chosen[:_ROWS])
            yield {"side": side, "title": title, "about": about, "rows": shown, "left_out": len(chosen) - _ROWS}


def _both(row: RepeatedRow) -> list[dict[str, Any]]:
    """Return a row and what it repeats, as they are shown one over the other."""
    assert row.texts is not None
    sources, targets = zip(*row.texts, strict=True)
    cells = zip(_in_line(*sources), _in_line(*targets), strict=True)
    alike = f"{row.kind}, similarity {floored(row.similarity)}" if row.kind == "near" else row.kind
    return [
        {
            "place": f"{named_path(place.file)}, row {place.number}",
            "alike": note,
            "mark": row.fingerprint,
            "texts": texts,
        }
        for place, texts, note in zip((row.first, row.second), cells, ("", alike), strict=True)
    ]
