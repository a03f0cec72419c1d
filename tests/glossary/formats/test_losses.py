"""What a format cannot keep."""

from pathlib import Path

from songngu.glossary.formats.losses import Loss, summary
from tests.glossary.formats.exchanged import reread


def test_losses_are_told(tmp_path: Path) -> None:
    losses = {loss.what for loss in reread("omegat", tmp_path)[1]}
    assert {
        "forbidden term",
        "deprecated term",
        "domain",
        "extra",
        "a regular expression",
        "tabs and line ends",
    } <= losses
    assert "the concept, which has no pair of vi and en terms" in losses
    assert "a second rendering of a vi term" in {loss.what for loss in reread("deepl", tmp_path)[1]}
    assert "the bare form of a cell that would start a formula" in {loss.what for loss in reread("google", tmp_path)[1]}
    lines = summary([Loss(str(i), "note") for i in range(5)] + [Loss("x", "domain")])
    assert lines == ["note: 5 not kept (0, 1, 2, …)", "domain: 1 not kept (x)"]
