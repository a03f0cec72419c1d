"""What a card tells of leaks: in how many rows test sets were looked for, and how many stand in each."""

from __future__ import annotations

from songngu.corpus.export.card.facts import Facts

COLUMNS = ("stand in", "kind", "", "rows", "on one side only", "inside longer texts only")


def leak_rows(facts: Facts) -> list[tuple[str, str, str, int, int, int]]:
    """Return a line for each test set and kind of leak, as `COLUMNS` has it."""
    return [
        (leak.set, leak.kind, "too short to count" if leak.short else "", leak.rows, leak.one_side, leak.contained)
        for leak in facts.leaks
    ]


def searched_rows(facts: Facts) -> str:
    """Return the sentence on the rows in which test sets were looked for; nothing where there was none."""
    return (
        f"Rows in which test sets were looked for, whole and sentence by sentence: {facts.searched:,}."
        if facts.searched
        else ""
    )
