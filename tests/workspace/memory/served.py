"""Rows of a served memory."""

from __future__ import annotations

from tests.commands.memories import row

ROWS = [
    row("Mô hình này nhỏ hơn mô hình kia.", "This model is smaller than the other one."),
    row("Thẻ <b> & dấu.", "The tag <b> & the mark."),
]
