"""The comments of a glossary file, each tied to the entry it speaks of, so that they move with it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, field

from songngu.glossary.formats.block import Path, Read


@dataclass(slots=True)
class Comments:
    """Comments by the path of the entry: those on the lines before it, and the one beside it.

    A path names concepts by id and terms by text: ``("concepts", "c7", "terms", "en", "ink")``. The comments of the
    path ``("",)`` stand at the end of the file.
    """

    before: dict[Path, list[str]] = field(default_factory=dict)
    beside: dict[Path, str] = field(default_factory=dict)

    def __len__(self) -> int:
        return sum(map(len, self.before.values())) + len(self.beside)

    def add_beside(self, path: Path, comment: str) -> None:
        """Put a comment beside an entry, or before it where there is one already."""
        if path in self.beside:
            self.before.setdefault(path, []).append(comment)
        else:
            self.beside[path] = comment

    def add(self, other: Comments) -> None:
        """Take over the comments of another file that are not here already."""
        for path, lines in other.before.items():
            mine = self.before.setdefault(path, [])
            mine.extend(line for line in lines if line not in mine)
        for path, line in other.beside.items():
            if self.beside.get(path) != line:
                self.add_beside(path, line)

    def settled(self, paths: Iterable[Path]) -> Comments:
        """Return the comments tied to ``paths`` alone; those of other entries go to the nearest entry around them."""
        known = {*paths, END}
        kept = Comments()
        for path, lines in self.before.items():
            kept.before.setdefault(_nearest(path, known), []).extend(lines)
        for path, line in self.beside.items():
            if path in known:
                kept.beside[path] = line
            else:
                kept.before.setdefault(_nearest(path, known), []).append(line)
        return kept


END: Path = ("",)


def _nearest(path: Path, known: set[Path]) -> Path:
    while path and path not in known:
        path = path[:-1]
    return path or END


def comments_of(read: Read, named: dict[Path, Path]) -> Comments:
    """Return the comments of a file; ``named`` gives the path by names of each path by numbers that has one.

    A comment on a line of its own belongs to what begins next, one beside a value to that value.
    """
    comments = Comments()
    lines = sorted(read.where)
    for line, _, text in read.comments:
        at = bisect_right(lines, line)
        if line in read.where:
            comments.add_beside(_name(read.where[line], named), text)
        elif at < len(lines):
            comments.before.setdefault(_name(read.where[lines[at]], named), []).append(text)
        else:
            comments.before.setdefault(END, []).append(text)
    return comments


def _name(path: Path, named: dict[Path, Path]) -> Path:
    for size in range(len(path), 0, -1):
        if path[:size] in named:
            return named[path[:size]] + path[size:]
    return path
