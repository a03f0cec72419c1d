"""The history of a sheet: every change, to be undone and redone without limit."""

from __future__ import annotations

from songngu.workspace.review.action import Action, EditError
from songngu.workspace.review.edits import edit
from songngu.workspace.review.sheet import Sheet, Splice


class History:
    """A sheet with all that was done to it; ``revision`` counts what was done, undoing included."""

    def __init__(self, sheet: Sheet) -> None:
        self.sheet = sheet
        self.revision = 0
        self._done: list[Splice] = []
        self._undone: list[Splice] = []

    @property
    def undoable(self) -> bool:
        """Whether there is something to undo."""
        return bool(self._done)

    @property
    def redoable(self) -> bool:
        """Whether there is something to redo."""
        return bool(self._undone)

    def plan(self, action: Action) -> Splice:
        """Return the change that an action would make. Raises EditError for what cannot be done."""
        if action.action == "undo":
            return self._last(self._done, "undo").inverse()
        if action.action == "redo":
            return self._last(self._undone, "redo")
        return edit(self.sheet, action)

    def make(self, action: Action, splice: Splice) -> None:
        """Make the change that was planned for an action."""
        if action.action == "undo":
            self._undone.append(self._done.pop())
        elif action.action == "redo":
            self._done.append(self._undone.pop())
        else:
            self._done.append(splice)
            self._undone.clear()
        self.sheet.apply(splice)
        self.revision += 1

    def replay(self, action: Action) -> Splice:
        """Plan and make a change at once."""
        splice = self.plan(action)
        self.make(action, splice)
        return splice

    @staticmethod
    def _last(splices: list[Splice], name: str) -> Splice:
        if not splices:
            raise EditError(f"there is nothing to {name}")
        return splices[-1]
