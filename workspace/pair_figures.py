"""The figures of an aligned pair, by which the pairs of two folders are told from the worst on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from songngu.corpus.formats.statistics import summary

if TYPE_CHECKING:
    import polars as pl


@dataclass(frozen=True, slots=True)
class PairFigures:
    """A pair in numbers: its rows, their mean probability, and what share of them is one-sided or a plain copy.

    ``other_language`` is how many stretches of both texts read as another language than their own. Repeated passages
    that were set aside do not count.
    """

    rows: int
    mean_probability: float | None
    one_sided: float
    copies: float
    other_language: int

    @classmethod
    def of(cls, bitext: pl.DataFrame, other_language: int) -> PairFigures:
        """Return the figures of a bitext, shares and probability rounded to six places."""
        counts = summary(bitext)
        rows = counts.rows - counts.repeated
        mean = None if counts.mean_probability is None else round(counts.mean_probability, 6)
        one_sided, copies = (round(number / max(1, rows), 6) for number in (counts.one_sided, counts.copies))
        return cls(rows, mean, one_sided, copies, other_language)

    @property
    def worth(self) -> float:
        """What share of the rows is likely right, two-sided and no copy, the three taken as independent."""
        return (self.mean_probability or 0.0) * (1 - self.one_sided) * (1 - self.copies)

    @classmethod
    def from_json(cls, values: Any) -> PairFigures | None:
        """Return the figures that were written as JSON, None where they are none."""
        try:
            return cls(**values)
        except TypeError:
            return None
