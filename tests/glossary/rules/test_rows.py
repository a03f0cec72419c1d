"""The rows of a bitext as the rules see them."""

from songngu.corpus.bitext import from_rows
from songngu.glossary.rules import RULES
from songngu.glossary.rules.check import check_bitext
from tests.glossary.rules.poems import EN, GLOSSARY, VI, row


def test_rejected_rows_and_unselected_rules_are_silent() -> None:
    rows = [row(VI, EN, [1], [1]), row(VI, EN, [1], [1], status="rejected")]
    assert len(check_bitext(from_rows(rows), GLOSSARY)) == 2
    assert [f.rule for f in check_bitext(from_rows(rows), GLOSSARY, rules=[RULES["TRM001"]])] == ["TRM001"]
    assert check_bitext(from_rows([]), GLOSSARY) == []


def test_rows_without_a_language_or_a_text_are_silent() -> None:
    rows = [row(VI, EN, [1], [1], target_lang=None, source_lang=None), row(VI, EN, [1], [], target=None)]
    assert [found.rule for found in check_bitext(from_rows(rows), GLOSSARY)] == ["SEG001"]
