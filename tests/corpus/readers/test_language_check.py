"""A document in another language than it is said to be, and the blocks that are, are told with their place."""

from pathlib import Path

import pytest

from songngu.corpus import read_document
from songngu.corpus.document import Document
from songngu.corpus.language.identify import identify
from songngu.corpus.readers import segment_blocks
from songngu.corpus.readers.extraction import Extraction
from songngu.corpus.readers.language_check import check_languages
from songngu.corpus.readers.plain import read_blocks

VIETNAMESE = "Sáng nay bà cụ dậy sớm, nhóm bếp nấu nồi cháo đậu xanh cho mấy đứa cháu trước khi chúng đi học."
ENGLISH = "This morning the old woman got up early and made a pot of porridge for the children before school."
FRENCH = "Ce matin, la vieille dame s'est levée tôt pour préparer une soupe aux enfants avant qu'ils partent à l'école."
GERMAN = "Heute Morgen ist die alte Frau früh aufgestanden und hat den Kindern vor der Schule eine Suppe gekocht."


def document(lang: str, *paragraphs: str) -> Document:
    raw = "\n".join(paragraphs)
    return segment_blocks("a.txt", lang, raw, read_blocks(raw, Extraction()))


def messages(read: Document, other: str) -> list[str]:
    return [str(warning) for warning in check_languages(read, other)]


@pytest.mark.parametrize(
    ("text", "lang"), [(VIETNAMESE, "vi"), (ENGLISH, "en"), (FRENCH, None), (GERMAN, None), ("Xin chào", None)]
)
def test_vietnamese_and_english_are_told_without_a_model(
    text: str, lang: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("songngu.corpus.language.identify._identifier", None)
    assert identify(text) == lang


@pytest.mark.parametrize(("text", "lang"), [(FRENCH, "fr"), (GERMAN, "de"), (VIETNAMESE, "vi"), (ENGLISH, "en")])
def test_other_languages_are_told_by_a_model(text: str, lang: str) -> None:
    assert identify(text, ("fr", "de")) == lang


def test_addresses_are_no_words() -> None:
    assert identify("Nguồn: https://example.org/blog/this-is-what-you-can-do-with-it-and-that-is-all") is None


def test_the_right_languages_give_no_warning() -> None:
    assert messages(document("vi-VN", VIETNAMESE, "Hết."), "en") == []
    assert messages(document("en_GB", ENGLISH, "The end."), "vi") == []
    assert messages(document("de", GERMAN), "fr") == []
    assert messages(document("vi"), "en") == []


def test_a_pair_given_the_wrong_way_round() -> None:
    assert messages(document("vi", ENGLISH, ENGLISH), "en") == [
        "a.txt: reads as English, not Vietnamese; the two documents may be given the wrong way round"
    ]
    assert messages(document("vi", *[FRENCH] * 6), "en") == ["a.txt: reads as French, not Vietnamese"]


def test_a_block_in_the_other_language() -> None:
    read = document("en", *[ENGLISH] * 9, VIETNAMESE)
    assert messages(read, "vi") == ["a.txt:10:1: reads as Vietnamese in a document in English"]
    assert check_languages(read, "vi")[0].block == 9


PAGE = "<html lang={}><body>" + "".join(f"<p>{text}</p>" for text in [ENGLISH] * 4)


@pytest.mark.parametrize(("lang", "expected"), [("en-GB", 0), ("fr", 1), ("''", 0)])
def test_what_the_file_declares(tmp_path: Path, lang: str, expected: int) -> None:
    path = tmp_path / "a.html"
    path.write_text(PAGE.format(lang), encoding="utf-8")
    warnings = messages(read_document(path, "en"), "vi")
    assert [f"{path}: declares itself to be in French, not English"][:expected] == warnings


def test_a_page_with_passages_in_another_language(tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    path.write_text(PAGE.format("en") + f"<p lang=vi>{VIETNAMESE}</p><p lang=la>Sic.", encoding="utf-8")
    assert messages(read_document(path, "en"), "vi") == [
        f"{path}:/html/body/p[5]: reads as Vietnamese in a document in English"
    ]
    path.write_text("<p lang=vi>Đò.<p lang=en>Ferry." + "<p>." * 5, encoding="utf-8")
    assert messages(read_document(path, "fr"), "vi") == []


def test_a_few_words_that_may_well_be_in_the_language_declared_are_no_other() -> None:
    question = "Где можно поставить машину у старой мельницы?"
    assert messages(document("ru", "Правила для посетителей", question), "en") == []
    assert "Russian" in messages(document("en", ENGLISH, ENGLISH, question), "vi")[0]
