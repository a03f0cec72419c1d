"""Tables in Markdown, as projects keep their terms in a README or a wiki."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from markdown_it import MarkdownIt
from markdown_it.token import Token

Rows = list[tuple[int, list[str]]]


def tables_of(text: str) -> Iterator[Rows]:
    """Yield the tables of a text: of each row the number of its line and its cells, without their markup."""
    rows: Rows = []
    cells: list[str] = []
    line = 0
    for token in MarkdownIt("commonmark").enable("table").parse(text):
        if token.type == "tr_open":
            cells, line = [], (token.map or [0])[0] + 1
        elif token.type == "inline" and line:
            cells.append(_text(token))
        elif token.type == "tr_close":
            if any(map(str.strip, cells)):
                rows.append((line, cells))
            line = 0
        elif token.type == "table_close":
            if rows:
                yield rows
            rows = []


def _text(token: Token) -> str:
    """Return the text of a cell as a reader sees it."""
    shown = [
        " " if "break" in part.type else part.content for part in token.children or [] if part.type != "html_inline"
    ]
    return "".join(shown).strip()


def written(table: Sequence[Sequence[str]]) -> str:
    """Return a table, the first row of which is its head."""
    rows = [[_escaped(cell) for cell in row] for row in table]
    lines = [rows[0], ["---"] * len(rows[0]), *rows[1:]]
    return "".join(f"| {' | '.join(row)} |\n" for row in lines)


def _escaped(cell: str) -> str:
    text = " ".join(cell.split())
    for mark in "\\`*_[]<>&|":
        text = text.replace(mark, "\\" + mark)
    return text
