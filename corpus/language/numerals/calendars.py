"""Years of other calendars than the Gregorian, in languages of which only digits are read: พ.ศ. 2567 is 2024."""

from __future__ import annotations

from collections.abc import Callable

from songngu.corpus.language.numerals.profile import Amount, NumeralProfile, Scan


def _years(held: range, *ahead: int) -> Callable[[Scan, int, Amount], Amount]:
    """Return what adds, to four digits without marks, the years of ours that they may be beside the number they are."""

    def finish(scan: Scan, start: int, amount: Amount) -> Amount:
        if amount.end - start != 4 or not amount.values or amount.values[0] not in held:
            return amount
        return Amount((*amount.values, *(amount.values[0] + years for years in ahead)), amount.end, amount.traits)

    return finish


CALENDARS = {
    "th": NumeralProfile(finish=_years(range(2400, 2650), -543)),
    # A Persian year begins in March, and so falls in two of ours.
    "fa": NumeralProfile(finish=_years(range(1200, 1500), 621, 622)),
    # A year of the moon is eleven days shorter: in these centuries it is so many behind.
    "ar": NumeralProfile(finish=_years(range(1340, 1500), *range(577, 583))),
}
"""How languages with a calendar of their own write numerals."""
