"""YAML of any form, read through ruamel.yaml into plain values with the places where they stand."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import Any

from songngu.corpus.errors import InputError
from songngu.glossary.formats.block import Path, Read, Value

_COMMENT = re.compile(r"(?:^|(?<=[ \t\n]))#[^\n]*")

_SURROGATE = re.compile("[\ud800-\udfff]")


class Nodes:
    """The node graph of a YAML text: plain values, and line and column (1-based) of each path.

    Raises InputError, with line and column, for what is no YAML, a repeated key, an alias, a key that is no word.
    """

    def __init__(self, text: str, file: str) -> None:
        self._text = text
        self._file = file
        self._seen: set[int] = set()
        self._scalars: list[tuple[int, int]] = []
        self.where: dict[int, Path] = {}
        self.places: dict[Path, tuple[int, int]] = {}
        root = self._compose()
        self.value: Value = "" if root is None else self._value(root, ())

    def _compose(self) -> Any:
        from ruamel.yaml import YAML
        from ruamel.yaml.error import MarkedYAMLError, YAMLError

        try:
            return YAML(typ="safe", pure=True).compose(self._text)
        except MarkedYAMLError as error:
            mark = error.problem_mark or error.context_mark
            line, column = (mark.line + 1, mark.column + 1) if mark else (None, None)
            what = " ".join(str(error.problem or error.context or "not YAML").split())
            raise InputError(f"not YAML: {what}", path=self._file, line=line, column=column, hint=_HINT) from None
        except YAMLError as error:
            raise self._unreadable(error) from None
        except RecursionError:
            raise InputError("not a glossary: nested too deeply", path=self._file) from None

    def _unreadable(self, error: Exception) -> InputError:
        position = getattr(error, "position", None)
        if not isinstance(position, int):
            return InputError(f"not YAML: {' '.join(str(error).split())}", path=self._file, hint=_HINT)
        before = self._text[:position]
        return InputError(
            f"a character that YAML forbids, U+{ord(self._text[position]):04X}",
            path=self._file,
            line=before.count("\n") + 1,
            column=position - before.rfind("\n"),
            hint="remove it",
        )

    def _refuse(self, node: Any, message: str, hint: str) -> InputError:
        mark = node.start_mark
        return InputError(message, path=self._file, line=mark.line + 1, column=mark.column + 1, hint=hint)

    def _value(self, node: Any, path: Path) -> Value:
        if id(node) in self._seen:
            raise self._refuse(node, "an anchor that is used again", "write the value out in each place")
        self._seen.add(id(node))
        self.places.setdefault(path, (node.start_mark.line + 1, node.start_mark.column + 1))
        if node.id == "scalar":
            return self._scalar(node)
        if node.id == "sequence":
            return [self._item(item, (*path, i)) for i, item in enumerate(node.value)]
        values: dict[str, Value] = {}
        for key, value in node.value:
            name = str(key.value)
            if key.id != "scalar" or name == "<<":
                raise self._refuse(key, "a key that is no word", "use only the keys that the documentation lists")
            if name in values:
                raise self._refuse(key, f"the key {name!r} stands twice", "join the two")
            here = (*path, name)
            self._begin(key, here)
            self._scalar(key)
            values[name] = self._value(value, here)
        return values

    def _item(self, node: Any, path: Path) -> Value:
        self._begin(node, path)
        return self._value(node, path)

    def _begin(self, node: Any, path: Path) -> None:
        self.places[path] = (node.start_mark.line + 1, node.start_mark.column + 1)
        self.where.setdefault(node.start_mark.line + 1, path)

    def _scalar(self, node: Any) -> str:
        start, end = node.start_mark.index, node.end_mark.index
        if node.style in {"|", ">"}:
            start = self._text.find("\n", start) + 1 or end  # a comment may stand after the bar
        self._scalars.append((start, end))
        if _SURROGATE.search(str(node.value)):
            raise self._refuse(node, "half a character (a lone surrogate)", "write the whole character")
        null = node.style is None and node.value in {"", "~", "null"}
        return "" if null else str(node.value)

    def read(self) -> Read:
        """Return the value with its places and the comments outside its scalars."""
        self._scalars.sort()
        starts = [start for start, _ in self._scalars]
        lines = [0, *(match.end() for match in re.finditer("\n", self._text))]
        comments = []
        position = 0
        while found := _COMMENT.search(self._text, position):
            at = bisect_right(starts, found.start()) - 1
            inside = at >= 0 and found.start() < self._scalars[at][1]
            position = self._scalars[at][1] if inside else found.end()
            if not inside:
                line = bisect_right(lines, found.start())
                comments.append((line, found.start() - lines[line - 1] + 1, found[0].rstrip()))
        depth = 1 if isinstance(self.value, list) else 2
        items = [line for path, (line, _) in self.places.items() if len(path) == depth and isinstance(path[-1], int)]
        return Read(self.value, items, self.where, comments)


_HINT = "look for a missing colon, quote or indentation there"
