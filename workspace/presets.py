"""Presets: the rules a kind of text is checked by, and how much they weigh, until the configuration says otherwise."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from songngu.glossary.finding import Severity
from songngu.glossary.rules import ALL, DEFAULT_SELECTION
from songngu.workspace.configuration import Check, PresetName


@dataclass(frozen=True, slots=True)
class Preset:
    """Rules by the beginnings of their ids, severities that are not the rules' own, and what makes the check fail."""

    select: tuple[str, ...] = DEFAULT_SELECTION
    ignore: tuple[str, ...] = ()
    severity: Mapping[str, Severity] = field(default_factory=dict)
    fail_on: Severity = Severity.WARNING


_ERROR, _WARNING, _INFO = Severity.ERROR, Severity.WARNING, Severity.INFO

PRESETS: Mapping[PresetName, Preset] = {
    "strict": Preset((ALL,), fail_on=_INFO),
    "prose": Preset((*DEFAULT_SELECTION, "PUN"), severity={"TAG": _WARNING}),
    "software": Preset(severity={"TAG": _ERROR, "SEG006": _WARNING, "SEG009": _INFO, "SEG010": _INFO}),
    "legal": Preset(
        (*DEFAULT_SELECTION, "PUN"),
        severity={"SEG001": _ERROR, "SEG002": _ERROR, "SEG009": _ERROR, "SEG010": _ERROR, "SEG006": _WARNING},
    ),
}
"""Every preset by its name."""


def preset_of(check: Check) -> Preset:
    """Return the preset a configuration names, else that of a check that is not configured."""
    return PRESETS[check.preset] if check.preset else Preset()
