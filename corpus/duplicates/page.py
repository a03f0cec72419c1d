"""One page of HTML with what stands twice side by side, what differs marked; nothing in it comes from elsewhere."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from html import escape
from importlib.resources import files
from itertools import accumulate, groupby, islice, zip_longest
from string import Template

from rapidfuzz.distance import LCSseq

import songngu
from songngu.corpus.duplicates.inventory import RepeatedRow, Survey
from songngu.corpus.duplicates.passage import Copy, Passage, PassageKind
from songngu.corpus.errors import UsageError
from songngu.corpus.files.display import floored
from songngu.corpus.formats.fields import FORBIDDEN, quantity

_TOKEN = re.compile(r"\n|[^\S\n]+|\w+|[^\w\s]")
_UNSEEN = re.compile(FORBIDDEN)
_LINE_END = re.compile(r"\r\n?")

# Characters of a copy that are shown, and later copies of one passage and rows that are shown in full.
_SHOWN = 20_000
_COPIES = 20
_ROWS = 2_000


def page(found: Survey) -> Iterator[str]:
    """Yield the parts of the page.

    Of a very long passage its beginning is shown, of one that stands very often the first copies; all places are named.
    Raises UsageError where large tables were searched: their rows are too many for a page.
    """
    if found.collection.tables:
        raise UsageError("the rows of Parquet files are too many for a page", hint="use --format jsonl")
    template = files("songngu.corpus").joinpath("data", "duplicates.html").read_text(encoding="utf-8")
    before, after = template.split("$body")
    values = {"figures": _figures(found), "version": songngu.__version__}
    yield Template(before).substitute(values).rstrip("\n")
    if not found.passages and not found.rows:
        yield '<p class="empty">Nothing stands more than once.</p>'
    marks = dict(zip(map(id, found.passages), found.fingerprints, strict=True))
    for number, (_, group) in enumerate(groupby(found.passages, key=lambda passage: passage.cluster), start=1):
        yield from _cluster(number, list(group), marks)
    yield from _rows(found.rows)
    yield Template(after).substitute(values).strip("\n")


def differences(first: str, second: str) -> list[tuple[str, str]]:
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


def _side_by_side(one: list[str], other: list[str], shared: Counter[tuple[int, int]]) -> Iterator[tuple[str, str]]:
    """Pair each line with the one it shares most words with, in order."""
    best: dict[int, int] = {}
    for (line, like), _ in sorted(shared.items(), key=lambda item: (item[1], -item[0][1])):
        best[line] = like
    done, told = 0, 0
    for line, like in sorted(best.items()):
        if like < told:
            continue
        yield from zip_longest(one[done:line], (), fillvalue="")
        yield from (("", text) for text in other[told:like])
        yield one[line], other[like]
        done, told = line + 1, like + 1
    yield from zip_longest(one[done:], other[told:], fillvalue="")


def _marked(tokens: Sequence[str], differ: set[int]) -> str:
    """Mark the tokens that differ, those of a line with only spaces between them as one."""
    marks = [i in differ for i in range(len(tokens))]
    for i in range(1, len(tokens) - 1):
        marks[i] |= tokens[i].isspace() and marks[i - 1] and i + 1 in differ
    parts = []
    for is_marked, group in groupby(range(len(tokens)), key=marks.__getitem__):
        text = escape(_UNSEEN.sub("", "".join(tokens[i] for i in group)))
        parts.append("<mark>" + text.replace("\n", "</mark>\n<mark>") + "</mark>" if is_marked else text)
    return "".join(parts)


def _figures(found: Survey) -> str:
    words = sum(passage.word_count for passage in found.passages)
    cells = [("Passages", f"{len({passage.cluster for passage in found.passages}):,}")]
    cells += [("Later copies", f"{len(found.passages):,}"), ("Words in them", f"{words:,}")]
    if found.collection.bitexts:
        cells.append(("Repeated rows", f"{len(found.rows):,}"))
    return "\n".join(f"<div><dt>{name}</dt><dd>{value}</dd></div>" for name, value in cells)


def _cluster(number: int, passages: Sequence[Passage], marks: dict[int, str]) -> Iterator[str]:
    copies = quantity(len(passages), "later copy", "later copies")
    first = passages[0].first
    yield f'<section>\n<h2 id="p{number}">Passage {number}</h2>\n<p class="note">{escape(_where(first))}, {copies}</p>'
    for passage in islice(passages, _COPIES):
        yield _pair(passage, marks[id(passage)])
    if len(passages) > _COPIES:
        places = "".join(f"<li>{escape(_where(passage.second))}</li>" for passage in passages[_COPIES:])
        yield f"<details><summary>{len(passages) - _COPIES:,} more</summary><ol>{places}</ol></details>"
    yield "</section>"


def _pair(passage: Passage, mark: str) -> str:
    copies = (passage.first, passage.second)
    alike = "" if passage.kind is not PassageKind.NEAR else f", similarity {floored(passage.similarity)}"
    places = "".join(f'<th scope="col">{escape(_where(copy))}</th>' for copy in copies)
    rows = "\n".join(
        "<tr>" + "".join(f'<td dir="auto">{text}</td>' for text in line) + "</tr>"
        for line in differences(*map(_shown, copies))
        if any(line)
    )
    rest = "".join(f"<td>{_rest(copy)}</td>" for copy in copies)
    rows += f"<tr>{rest}</tr>" if "more" in rest else ""
    return (
        f'<table lang="{escape(passage.first.document.lang)}">\n<caption lang="en"><span class="kind {passage.kind}">'
        f"{passage.kind}</span> {quantity(passage.word_count, 'word', 'words')}{alike} <code>{mark}</code></caption>\n"
        f"<thead><tr>{places}</tr></thead>\n<tbody>{rows}</tbody>\n</table>"
    )


def _where(copy: Copy) -> str:
    first, last = copy.lines
    return f"{copy.document.path}, " + (f"line {first}" if first == last else f"lines {first} to {last}")


def _shown(copy: Copy) -> str:
    start, end = copy.span.start, min(copy.span.end, copy.span.start + _SHOWN)
    return _LINE_END.sub("\n", copy.document.raw[start:end])


def _rest(copy: Copy) -> str:
    rest = len(copy.span) - _SHOWN
    return f'<p class="more">… {rest:,} more characters</p>' if rest > 0 else ""


def _in_line(first: str, second: str) -> tuple[str, str]:
    (texts,) = differences(*(text.replace("\n", " ") for text in (first, second)))
    return texts


def _rows(rows: Sequence[RepeatedRow]) -> Iterator[str]:
    heads = {
        "both": "Rows that stand again",
        "source": "The same source, another target",
        "target": "The same target, another source",
    }
    for side, title in heads.items():
        chosen = [row for row in rows if row.side == side]
        if not chosen:
            continue
        yield f'<section>\n<h2 id="{side}">{title}</h2>\n<p class="note">{quantity(len(chosen), "row", "rows")}</p>'
        yield '<table class="rows">'
        yield '<thead><tr><th scope="col">Row</th><th scope="col">Source</th><th scope="col">Target</th></tr></thead>'
        for row in islice(chosen, _ROWS):
            yield from _row(row)
        yield "</table>"
        if len(chosen) > _ROWS:
            yield f'<p class="more">… {len(chosen) - _ROWS:,} more rows</p>'
        yield "</section>"


def _row(row: RepeatedRow) -> Iterator[str]:
    assert row.texts is not None
    sources, targets = zip(*row.texts, strict=True)
    cells = zip(_in_line(*sources), _in_line(*targets), strict=True)
    alike = f"{row.kind}, similarity {floored(row.similarity)}" if row.kind == "near" else row.kind
    yield "<tbody>"
    for place, (source, target), note in zip((row.first, row.second), cells, ("", alike), strict=True):
        about = f"<small>{note} <code>{row.fingerprint}</code></small>" if note else ""
        name = f"{escape(place.file)}, row {place.number}"
        yield f'<tr><th scope="row">{name}{about}</th><td dir="auto">{source}</td><td dir="auto">{target}</td></tr>'
    yield "</tbody>"
