"""Phrase pairs of linked rows."""

from songngu.glossary.suggest import suggest
from tests.glossary.suggest.rows import ROWS, by_form


def test_a_pair_of_two_that_are_taken_is_none() -> None:
    rows = [
        ("Nhân viên của DeepSeek gặp OpenAI và DeepSeek.", "Staff of DeepSeek met OpenAI and DeepSeek."),
        ("Hãng OpenAI trả lời nhanh.", "The firm OpenAI answered quickly."),
        *ROWS,
    ]
    assert "OpenAI và DeepSeek" not in by_form(suggest(rows, ("vi", "en"), least=0.03))
