"""The languages of a pair are those of its texts, whichever way round it is given."""

from dataclasses import replace

import pytest

from songngu.corpus.document import Document
from songngu.corpus.errors import UsageError
from songngu.corpus.readers import segment_blocks
from songngu.corpus.readers.pair_languages import pair_languages, read_in_its_language, read_in_their_languages
from songngu.corpus.readers.plain import read_blocks

VIETNAMESE = "Sáng nay bà cụ dậy sớm, nhóm bếp nấu nồi cháo đậu xanh cho mấy đứa cháu trước khi chúng đi học."
ENGLISH = "This morning the old woman got up early and made a pot of porridge for the children before school."
FRENCH = (
    "Ce matin, la vieille dame s'est levée tôt pour préparer une soupe aux enfants avant qu'ils partent à l'école. "
    "Elle a mis le couvert, elle a appelé tout le monde, puis elle est sortie dans le jardin pour cueillir des fleurs "
    "et saluer les voisins qui passaient devant la maison."
)


def document(text: str, lang: str = "vi", path: str = "a.txt") -> Document:
    from songngu.corpus.readers.extraction import Extraction

    return segment_blocks(path, lang, text, read_blocks(text, Extraction(lang)))


@pytest.mark.parametrize(
    ("source", "target", "langs"),
    [
        (VIETNAMESE, ENGLISH, ("vi", "en")),
        (FRENCH, VIETNAMESE, ("fr", "vi")),
        (FRENCH, ENGLISH, ("fr", "en")),
        ("Xin chào.", "Hello.", ("vi", "en")),
        ("Xin chào.", ENGLISH, ("vi", "en")),
        ("Hello.", VIETNAMESE, ("en", "vi")),
        ("2 + 2", ENGLISH, ("vi", "en")),
        ("2 + 2", VIETNAMESE, ("en", "vi")),
        ("2 + 2", "Xin chào.", ("en", "vi")),
        (VIETNAMESE, "OK", ("vi", "en")),
        (f"{ENGLISH}\n\n" * 8 + VIETNAMESE, ENGLISH, ("vi", "en")),
    ],
)
def test_languages_are_told_in_either_order(source: str, target: str, langs: tuple[str, str]) -> None:
    sides = document(source), document(target)
    assert pair_languages(sides, (None, None)) == langs
    assert pair_languages(sides[::-1], (None, None)) == langs[::-1]


def test_two_texts_that_tell_nothing_are_in_the_usual_languages() -> None:
    assert pair_languages((document("1"), document("2")), (None, None)) == ("vi", "en")
    assert pair_languages((document(""), document("")), (None, None)) == ("vi", "en")


def test_what_is_given_is_kept_with_its_region() -> None:
    sides = document(VIETNAMESE), document(ENGLISH)
    assert pair_languages(sides, ("vi-VN", None)) == ("vi-VN", "en")
    assert pair_languages(sides, (None, "en-GB")) == ("vi", "en-GB")
    assert pair_languages((document("Ừ."), document("Ok.")), ("en", "vi")) == ("en", "vi")


@pytest.mark.parametrize("given", [("en", "vi"), ("vi", "vi"), ("en", None), (None, "fr")])
def test_what_contradicts_the_texts_is_refused_unless_it_is_to_be_trusted(given: tuple[str | None, str | None]) -> None:
    sides = document(VIETNAMESE), document(ENGLISH)
    with pytest.raises(UsageError, match="reads as") as raised:
        pair_languages(sides, given)
    assert raised.value.hint is not None
    assert "--trust-languages" in raised.value.hint
    if None not in given:
        assert pair_languages(sides, given, trust=True) == given


def test_two_texts_in_one_language_are_refused() -> None:
    with pytest.raises(UsageError, match="both read as English"):
        pair_languages((document(ENGLISH), document(ENGLISH)), (None, None))
    with pytest.raises(UsageError, match="both read as English"):
        pair_languages((document(ENGLISH), document(ENGLISH)), ("en", None))


MORE_VIETNAMESE = "Tối đến, cả nhà quây quần bên mâm cơm và nghe ông kể chuyện đi biển hồi còn trẻ, đến khuya mới ngủ."
MORE_ENGLISH = "In the evening they all sat around the table and heard the old man tell of the sea when he was young."
BOTH = "\n\n".join((VIETNAMESE, ENGLISH, MORE_VIETNAMESE, MORE_ENGLISH))


@pytest.mark.parametrize(
    ("source", "target"),
    [
        (BOTH, BOTH),
        (BOTH, f"{ENGLISH}\n\n{MORE_ENGLISH}"),
        (f"{VIETNAMESE}\n\n{MORE_VIETNAMESE}", BOTH),
        (BOTH, f"{MORE_ENGLISH}\n\n{VIETNAMESE}"),
    ],
)
@pytest.mark.parametrize("given", [(None, None), ("vi", "en")])
def test_a_document_that_holds_both_texts_is_no_side_of_a_pair(
    source: str, target: str, given: tuple[str | None, str | None]
) -> None:
    sides = document(source), document(target)
    with pytest.raises(UsageError, match="holds text in both") as raised:
        pair_languages(sides, given)
    assert "songngu align a.txt" in str(raised.value.hint)
    assert pair_languages(sides, ("vi", "en"), trust=True) == ("vi", "en")


def test_what_is_not_translated_yet_holds_not_both_texts() -> None:
    english, vietnamese = (ENGLISH, MORE_ENGLISH) * 3, (VIETNAMESE, MORE_VIETNAMESE) * 3
    for done in range(1, len(english)):
        begun = "\n\n".join(vietnamese[:done] + english[done:])
        assert pair_languages((document("\n\n".join(english)), document(begun)), (None, None)) == ("en", "vi")


def test_documents_are_read_in_their_languages() -> None:
    texts = ENGLISH, VIETNAMESE
    source, target = read_in_their_languages(lambda side, lang: document(texts[side], lang), (None, None))
    assert (source.lang, target.lang) == ("en", "vi")
    assert read_in_its_language(lambda lang: document(ENGLISH, lang), None).lang == "en"
    assert read_in_its_language(lambda lang: document("", lang), None).lang == "vi"
    assert read_in_its_language(lambda lang: document(ENGLISH, lang), "en-US").lang == "en-US"
    assert read_in_its_language(lambda lang: document(ENGLISH, lang), "vi", trust=True).lang == "vi"
    with pytest.raises(UsageError, match="reads as English, not Vietnamese"):
        read_in_its_language(lambda lang: document(ENGLISH, lang), "vi")


def test_a_document_without_blocks_is_told_by_its_file() -> None:
    assert read_in_its_language(lambda lang: Document("a", lang, ENGLISH, (), ()), None).lang == "en"


def declared(text: str, lang: str) -> Document:
    read = document(text)
    return replace(read, blocks=tuple(replace(block, lang=lang) for block in read.blocks))


@pytest.mark.parametrize(
    ("source", "target", "langs"),
    [
        (document(VIETNAMESE), declared("Kantor pelabuhan", "id"), ("vi", "id")),
        (declared("Kantor pelabuhan", "id-ID"), document(ENGLISH), ("id", "en")),
        (declared("Kantor pelabuhan", "id"), declared("Liman", "tr"), ("id", "tr")),
        (declared("Kantor", "id"), declared("Liman", "id"), ("vi", "en")),
        (declared("Xin chào", "en"), document(ENGLISH), ("vi", "en")),
        (declared(ENGLISH, "id"), document(VIETNAMESE), ("en", "vi")),
    ],
)
def test_a_file_is_believed_where_its_text_is_too_short_to_tell(
    source: Document, target: Document, langs: tuple[str, str]
) -> None:
    assert pair_languages((source, target), (None, None)) == langs


def test_a_lone_file_is_believed_too() -> None:
    assert read_in_its_language(lambda lang: replace(declared("Kantor pelabuhan", "id"), lang=lang), None).lang == "id"


@pytest.mark.parametrize(
    ("name", "text", "lang", "guessed"),
    [
        ("a.txt", "Le chat dort.\n\nIl pleut.", "en", True),
        ("a.fr.txt", "Le chat dort.\n\nIl pleut.", "fr", False),
        ("a_de.txt", "Die Katze schläft.", "de", False),
        ("a.txt", "Kucing itu tidur.", "en", True),
        ("a.txt", "The cat sleeps.", "en", False),
        ("a.txt", "Con mèo ngủ.", "vi", False),
        ("a.txt", "Кошка спит.", None, True),
        ("a.txt", "แมวหลับ", "th", False),
        ("a.txt", "12 345", None, False),
    ],
)
def test_a_guess_is_told(name: str, text: str, lang: str | None, guessed: bool) -> None:
    found = read_in_its_language(lambda given: document(text, given, name), None)
    assert lang in (None, found.lang)
    assert any("taken for" in warning for warning in found.warnings) is guessed
    named = read_in_its_language(lambda given: document(text, given, name), "fr", trust=True)
    assert named.warnings == ()


def test_of_two_guesses_english_is_where_it_shows() -> None:
    texts = "The cat sleeps.", "Kucing itu tidur."
    for order in (texts, texts[::-1]):
        pair = read_in_their_languages(lambda side, lang, order=order: document(order[side], lang), (None, None))
        assert pair[order.index(texts[0])].lang == "en"
        assert [bool(each.warnings) for each in pair] == [text != texts[0] for text in order]
