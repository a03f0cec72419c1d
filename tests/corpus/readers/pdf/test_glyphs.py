"""Characters of a page."""

import re

from benchmarks.pdf_pages import Set
from tests.corpus.readers.pdf.set_pages import read, stacked


def test_broken_words_turned_text_and_ligatures() -> None:
    lines = [*stacked(["A ﬁne trans-", "lation of it."]), Set(30, 300, "DRAFT", 30, turn=True)]
    texts, extraction = read([lines], "en")
    assert texts == ["A fine translation of it."]
    assert [(omission.reason, omission.text) for omission in extraction.omissions] == [
        ("turned text", "DRAFT"),
        ("a hyphen that breaks a word", "-"),
    ]


def test_letters_of_another_font_stand_where_they_are_drawn() -> None:
    lines, lacking, page = ["Là mùa gặt, bé Hà à ơi và ú", "òa suốt buổi trưa hè."], "àáéèòúù", []
    for number, line in enumerate(lines):
        drawn = [re.sub(letters, "\0", line) for letters in (f"[{lacking}]", f"[^{lacking}]")]
        page += [Set(72, 700 - 13 * number, text) for text in drawn]
    assert read([page])[0] == [" ".join(lines)]
