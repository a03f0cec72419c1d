"""Numbers that count in myriads, figures before their signs: 3,200만, 1億5千万, 1.5 亿, 1억 6천 1백만."""

from __future__ import annotations

import re
from fractions import Fraction

from songngu.corpus.language.numerals.numeral import Trait
from songngu.corpus.language.numerals.profile import Amount, Scan

PLACES = {"十": 10, "百": 100, "千": 1000, "십": 10, "백": 100, "천": 1000}
MYRIADS = {"万": 10**4, "萬": 10**4, "만": 10**4, "亿": 10**8, "億": 10**8, "억": 10**8, "兆": 10**12, "조": 10**12}
_PLACE, _MYRIAD = ("".join(signs) for signs in (PLACES, MYRIADS))
_NONE_YET = 10**13
# 千克 is a kilogram, 千瓦 a kilowatt: there the sign belongs to the unit.
_SIGNS = rf"[{_PLACE}]?[{_MYRIAD}]+|[千천백](?![瓦克米卡焦赫帕])"
_SHORT = {"K": 10**3, "M": 10**6, "B": 10**9}
_SHORTENED = re.compile(r"[kKMB](?![A-Za-z\d])")
_FIGURES = re.compile(r"[\d.,\s]+")
_SCALE = re.compile(rf"[ \u00a0]?(?:{_SIGNS})")
_PART = re.compile(
    rf"[ \u00a0]?(?P<figures>\d{{1,3}},\d{{3}}|\d{{1,4}})[ \u00a0]?(?P<signs>{_SIGNS})"
    r"|(?P<rest>\d,\d{3}|\d{3,4})(?![\d.,])"
)


def scale(scan: Scan, end: int) -> tuple[int, int]:
    """Return the factor of the signs after digits, and where they end."""
    found = _SCALE.match(scan.lower, end)
    if found:
        return _factor(found[0]), found.end()
    shortened = _SHORTENED.match(scan.text, end)
    return (_SHORT[shortened[0].upper()], shortened.end()) if shortened else (1, end)


def with_smaller(scan: Scan, start: int, amount: Amount) -> Amount:
    """Return an amount with the parts of smaller scale behind it: the 5千万 of 1億5千万, the 1백만 of 6천 1백만."""
    if not amount.traits & Trait.SCALED or len(amount.values) > 1 or scan.lower[amount.end - 1].isascii():
        return amount
    signs = _FIGURES.sub("", scan.lower[start : amount.end])
    sections = _Sections()
    sections.add(amount.values[0] / _factor(signs), signs)
    end = amount.end
    while (part := _PART.match(scan.lower, end)) and sections.fits(part["signs"] or ""):
        sections.add(Fraction((part["figures"] or part["rest"]).replace(",", "")), part["signs"] or "")
        end = part.end()
    return Amount((sections.closed + sections.open,), end, amount.traits)


class _Sections:
    """A number as its parts are read: what stands before signs for myriads is closed, the places after them open."""

    def __init__(self) -> None:
        self.closed = self.open = Fraction(0)
        self._place = self._myriad = _NONE_YET

    def fits(self, signs: str) -> bool:
        """Return whether a part is of smaller places and myriads than those before."""
        places, myriads = _parted(signs)
        return places < self._place and (myriads or 1) < self._myriad

    def add(self, figures: Fraction, signs: str) -> None:
        """Add a part, figures with the signs behind them."""
        places, myriads = _parted(signs)
        self.open += figures * places
        self._place = places
        if myriads:
            self.closed += self.open * myriads
            self.open, self._place, self._myriad = Fraction(0), _NONE_YET, myriads


def _parted(signs: str) -> tuple[int, int]:
    """Return the factor of the signs for places and of those for myriads behind them, 0 for none."""
    bare = signs.strip()
    places = bare.rstrip(_MYRIAD)
    return _factor(places), _factor(bare[len(places) :]) if len(places) < len(bare) else 0


def _factor(signs: str) -> int:
    factor = 1
    for sign in signs.strip():
        factor *= MYRIADS.get(sign) or PLACES[sign]
    return factor
