"""How often each rule found something."""

from songngu.glossary.reports.statistics import render as render_statistics
from tests.glossary.reports.findings import ALL, finding


def test_statistics() -> None:
    assert render_statistics([*ALL, finding()]) == (
        "     2  TRM002  forbidden rendering\n     1  SEG001  left out\n     1  TRM009  rendering without its source\n"
    )
