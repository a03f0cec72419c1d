"""Charts: histograms as SVG drawn into a page, in its colours, with a title and a description for who hears them."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from typing import Any

from markupsafe import Markup

from songngu.corpus.export.card.facts import Histogram

_WIDTH, _HEIGHT = 400, 210
_LEFT, _RIGHT, _TOP, _BOTTOM = 42, 6, 10, 36
_GAP = 0.24
_LABELS = 5
_HALF_LABEL = 26


def bar_chart(name: str, title: str, axis: str, series: Sequence[tuple[str, Histogram]]) -> Markup:
    """Return an SVG picture of histograms over the same ranges, their bars side by side.

    ``name`` begins the ids in it; ``axis`` says what the ranges measure. The style sheet of the page gives the classes
    ``bar-0`` and ``bar-1`` their colours; a bar tells its range and count where it is pointed at.
    """
    from songngu.corpus.formats.page import page_of

    most = max((count for _, histogram in series for _, count in histogram.ranges), default=0)
    step = _tick(most)
    top = max(step * math.ceil(most / step), 1)
    picture = page_of(
        "corpus",
        "chart.svg",
        prefix=name,
        title=title,
        axis=axis,
        described=_described(axis, series),
        width=_WIDTH,
        height=_HEIGHT,
        left=_LEFT,
        right=_WIDTH - _RIGHT,
        foot=_HEIGHT - _BOTTOM + 14,
        grid=[(_y(value, top), _short(value)) for value in range(0, top + 1, step)],
        bars=_bars(series, top),
        ranges=_ranges([label for label, _ in series[0][1].ranges]),
    )
    return Markup(picture)  # its texts are escaped


def _tick(most: int) -> int:
    """Return a round step of which three or four reach the largest count."""
    raw = max(most / 4, 1)
    power = 10 ** math.floor(math.log10(raw))
    return int(next(power * factor for factor in (1, 2, 5, 10) if power * factor >= raw))


def _described(axis: str, series: Sequence[tuple[str, Histogram]]) -> str:
    said = []
    for name, histogram in series:
        label, count = max(histogram.ranges, key=lambda item: item[1])
        said.append(f"{name}: {histogram.total:,} rows, most of them, {count:,}, at {label}")
    return f"Rows by {axis}. " + "; ".join(said) + "."


def _bars(series: Sequence[tuple[str, Histogram]], top: int) -> Iterator[dict[str, Any]]:
    places = len(series[0][1].ranges)
    slot = (_WIDTH - _LEFT - _RIGHT) / places
    width = slot * (1 - _GAP) / len(series)
    for number, (name, histogram) in enumerate(series):
        for place, (label, count) in enumerate(histogram.ranges):
            if not count:
                continue
            x = _LEFT + place * slot + slot * _GAP / 2 + number * width
            # What is there at all is seen.
            height = max(_y(0, top) - _y(count, top), 1)
            said = f"{name}, {label}: {count:,} rows"
            y = _y(0, top) - height
            yield {"series": number, "x": x, "y": y, "width": width, "height": height, "title": said}


def _ranges(labels: Sequence[str]) -> Iterator[tuple[float, str]]:
    slot = (_WIDTH - _LEFT - _RIGHT) / len(labels)
    for place in range(0, len(labels), max(1, math.ceil(len(labels) / _LABELS))):
        yield min(_LEFT + (place + 0.5) * slot, _WIDTH - _HALF_LABEL), labels[place]


def _y(value: int, top: int) -> float:
    return _HEIGHT - _BOTTOM - value / top * (_HEIGHT - _TOP - _BOTTOM)


def _short(value: int) -> str:
    for size, unit in ((1_000_000_000, "G"), (1_000_000, "M"), (1_000, "k")):
        if value >= size:
            return f"{value / size:g}{unit}"
    return str(value)
