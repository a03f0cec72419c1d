"""Actions: what a person asks of a sheet, as ``POST /edits`` takes it and the journal keeps it."""

from __future__ import annotations

import json
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from songngu.corpus.errors import UsageError
from songngu.workspace.review.sheet import Status

Name = Literal[
    "accept", "reject", "clear", "mark", "comment", "text", "original", "merge", "split", "up", "down",
    "unlink", "link", "swap", "accept-above", "realign", "restore", "undo", "redo", "carry",
]  # fmt: skip


class EditError(UsageError):
    """An edit that cannot be made of the sheet as it stands."""


class Action(BaseModel):
    """One edit; which fields it needs depends on ``action`` (see docs/review.md).

    ``spans`` and ``beads`` are what songngu found out itself (where the halves of a split sentence stand, how a
    stretch was aligned anew), written into the journal so that it can be replayed without the documents.
    """

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)

    action: Name
    row: str | None = None
    rows: list[str] | None = None
    side: Literal["source", "target"] | None = None
    sentence: int | None = Field(default=None, ge=0)
    offset: int | None = Field(default=None, ge=0)
    count: int | None = Field(default=None, ge=1)
    text: str | None = None
    probability: float | None = Field(default=None, ge=0, le=1)
    status: Status | None = None
    spans: list[list[int]] | None = None
    beads: list[tuple[int, int, float]] | None = None

    @classmethod
    def read(cls, values: Any) -> Action:
        """Return the action of parsed JSON; raises EditError that says what is wrong with it."""
        try:
            return cls.model_validate_json(json.dumps(values))
        except ValidationError as error:
            first = error.errors(include_url=False, include_context=False)[0]
            raise EditError(f"{'.'.join(map(str, first['loc'])) or 'edit'}: {first['msg']}") from None

    @property
    def targets(self) -> list[str]:
        """The keys of the rows it is about. Raises EditError where there are none."""
        keys = self.rows or ([self.row] if self.row else [])
        if not keys:
            raise EditError(f"{self.action}: which row is missing", hint='name it: "row": "<id>"')
        return keys

    @property
    def side_index(self) -> int:
        """0 for the source, 1 for the target. Raises EditError where no side is named."""
        if self.side is None:
            raise EditError(f"{self.action}: which side is missing", hint='name it: "side": "source" or "target"')
        return int(self.side == "target")

    def written(self) -> dict[str, Any]:
        """Return the action as JSON has it."""
        return self.model_dump(exclude_none=True, mode="json")
