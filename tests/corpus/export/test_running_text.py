"""What of running text is compared with other texts."""

import pytest

from songngu.corpus.export import running_text
from songngu.corpus.export.running_text import document_texts, wrapped_sentences

WRAPPED = """\
The ferry left the quay at nine and nobody on the bank saw who
was in it. The old man who had rowed it for thirty years stayed
behind with his dog; when his
daughter came it was already too late to call it back.
"""
LINES = "The ferry left.\nA title\nNobody saw it go. They slept\nuntil noon.\nIt rained.\n" + "It rained again.\n" * 9


def test_the_sentences_of_a_wrapped_text() -> None:
    assert list(wrapped_sentences(WRAPPED)) == [
        "The ferry left the quay at nine and nobody on the bank saw who was in it.",
        "The old man who had rowed it for thirty years stayed behind with his dog; when his daughter "
        "came it was already too late to call it back.",
    ]


def test_lines_that_are_sentences_have_none() -> None:
    assert list(wrapped_sentences("Một câu.\nHai câu!\n\nMột đề mục\n\nCâu nữa…\n")) == []
    assert list(wrapped_sentences("")) == []


@pytest.mark.parametrize("stretch", [1, 1 << 19])
def test_only_what_is_open_is_looked_at(monkeypatch: pytest.MonkeyPatch, stretch: int) -> None:
    monkeypatch.setattr(running_text, "_STRETCH", stretch)
    assert list(wrapped_sentences(LINES)) == ["They slept until noon."]


def test_the_paragraphs_of_a_page_and_the_lines_of_markdown() -> None:
    page = b"<p>They all\nwent <b>on</b>. It rained.</p><p>Bye.</p>"
    assert document_texts("a.html", page)[:2] == (["They all went on. It rained.", "Bye."], [])
    marked = b"# Hi\n\nThey *all*\nwent on. It\nrained.\n"
    assert document_texts("a.md", marked)[:2] == (
        ["Hi", "They all", "went on. It", "rained."],
        ["They all went on.", "It rained."],
    )
