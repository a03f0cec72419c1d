"""INT: what failed inside songngu itself. A rule that fails on a row is told there, and hinders no other."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple, TypeVar

import numpy as np
from numpy.typing import NDArray

from songngu.corpus.errors import SongnguError
from songngu.corpus.language.message import Message
from songngu.glossary.finding import Severity
from songngu.glossary.rules.rule import Issue, Row, Rule, silent

FAULT = "INT001"
"""The id of the rule; it always runs, and nothing keeps it quiet."""

_HINT = "report it, with the text of the segment, to those who write songngu; the other rules and rows were checked"
T = TypeVar("T")


class Group(NamedTuple):
    """Rules that look at one row, by their ids, and what says of a row, and of many, whether they concern them."""

    concerns: Callable[[Row], object] | None
    among: Callable[[Sequence[Row]], NDArray[np.bool_]] | None
    checks: Sequence[tuple[str, Callable[[Row], Iterable[Issue]]]]


def fault(what: str, error: Exception) -> Issue:
    """Return the issue of a row on which ``what`` (rules, or the reading of the row) failed."""
    told = f"{type(error).__name__}: {error}".rstrip(": ")
    return Issue("target", Message("{what} failed here: {error}", what=what, error=told), _HINT)


def grouped(rules: Iterable[Rule]) -> list[Group]:
    """Return the rules that look at one row, each group with what says whether a row concerns it."""
    groups: dict[tuple[object, object], list[Rule]] = {}
    for rule in rules:
        if rule.across is None and rule.judge is None and rule.check is not silent:
            groups.setdefault((rule.concerns, rule.among), []).append(rule)
    return [
        Group(held[0].concerns, held[0].among, [(rule.id, rule.check) for rule in held]) for held in groups.values()
    ]


def screened(groups: Sequence[Group], rows: Sequence[Row]) -> Iterator[Sequence[Group]]:
    """Yield for each row the groups that it may concern; few do, and rows alike in it share one sequence."""
    concerned = np.zeros((len(groups), len(rows)), np.bool_)
    for number, group in enumerate(groups):
        concerned[number] = _among(group, rows)
    flags = np.packbits(concerned, axis=0)
    known: dict[bytes, list[Group]] = {}
    for row in np.ascontiguousarray(flags.T):
        key = row.tobytes()
        if key not in known:
            known[key] = [group for group, bit in zip(groups, np.unpackbits(row), strict=False) if bit]
        yield known[key]


def _among(group: Group, rows: Sequence[Row]) -> NDArray[np.bool_]:
    """Return which rows a group may concern: all of them where that fails, so that each row tells what fails there."""
    try:
        return group.among(rows) if group.among else np.ones(len(rows), np.bool_)
    except SongnguError:
        raise
    except Exception:  # told by the rule, at the row that it comes from
        return np.ones(len(rows), np.bool_)


def checked(groups: Iterable[Group], row: Row) -> list[tuple[str, Issue]]:
    """Return the issues of a row with the ids of their rules; rules that fail alike are one fault."""
    found: list[tuple[str, Issue]] = []
    failed: dict[str, tuple[Exception, list[str]]] = {}
    for concerns, _, checks in groups:
        try:
            if concerns and not concerns(row):
                continue
        except SongnguError:
            raise
        except Exception as error:  # whatever it is, the other rules and rows are checked
            failed.setdefault(repr(error), (error, []))[1].extend(rule for rule, _ in checks)
            continue
        for rule, check in checks:
            try:
                for issue in check(row):
                    found.append((rule, issue))  # noqa: PERF401 - no list for the many rules that find nothing
            except SongnguError:  # what a person gave is wrong, and the error says what
                raise
            except Exception as error:  # as above
                failed.setdefault(repr(error), (error, []))[1].append(rule)
    return found + [(FAULT, fault(", ".join(rules), error)) for error, rules in failed.values()]


def sound(
    rule: str, check: Callable[[Sequence[Row]], Iterable[T]], rows: Sequence[Row]
) -> tuple[list[T], list[tuple[int, Issue]]]:
    """Return what a rule that sees many rows finds, and the faults of the rows on which it fails, left out of it.

    ``rows`` keep their numbers: a row left out is put as an empty one.
    """
    try:
        return list(check(rows)), []
    except SongnguError:
        raise
    except Exception:  # told below, at the row that it comes from
        kept, faults = list(rows), []
        for number, row in enumerate(rows):
            try:
                list(check([row]))
            except Exception as error:  # as above
                faults.append((number, fault(rule, error)))
                kept[number] = Row("", "", row.source_lang, row.target_lang, document=row.document)
    try:
        return list(check(kept)), faults
    except Exception as error:  # it fails on rows together: no one of them is at fault
        return [], faults or [(0, fault(rule, error))] * bool(rows)


RULES = (
    Rule(
        FAULT,
        "fault inside songngu",
        Severity.ERROR,
        "A rule, or the reading of the segment, ended in an error of songngu's own. All other rules and segments were "
        "checked. The run ends with the status 70, with `--exit-zero` too; no option and no suppression hides it.",
        (),
        silent,
    ),
)
