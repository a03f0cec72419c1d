"""Edits: what each action does to a sheet. Pure: the same sheet and the same action give the same change."""

from __future__ import annotations

from collections.abc import Callable

from songngu.workspace.review import cutting, decisions, joining
from songngu.workspace.review.action import Action
from songngu.workspace.review.sheet import Sheet, Splice


def edit(sheet: Sheet, action: Action) -> Splice:
    """Return the change that an action makes of a sheet, which stays as it is.

    Every edit keeps each sentence in exactly one bead, and all but ``swap`` and ``link`` of rows apart keep the order
    of both sides. Raises EditError for what cannot be done.
    """
    return _EDITS[action.action](sheet, action)


_EDITS: dict[str, Callable[[Sheet, Action], Splice]] = {
    "accept": decisions.accept,
    "reject": decisions.reject,
    "clear": decisions.clear,
    "mark": decisions.mark,
    "comment": decisions.comment,
    "text": decisions.write_text,
    "original": decisions.take_text_back,
    "accept-above": decisions.accept_above,
    "restore": decisions.restore,
    "carry": decisions.carry,
    "merge": joining.merge,
    "link": joining.link,
    "unlink": joining.unlink,
    "swap": joining.swap,
    "up": joining.move_up,
    "down": joining.move_down,
    "realign": joining.realign,
    "split": cutting.split,
}
