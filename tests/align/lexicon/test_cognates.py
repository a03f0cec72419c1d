import pytest

from songngu.align.aligner import Aligner
from songngu.align.lexicon.cognates import CognateLayer, consonants, simple_spelling
from songngu.align.text.tokenised import TokenisedText, prepare

GERMAN = prepare(["Die Expedition nahm drei Photographien mit.", "Kamerad Weber war müde."], "de")
FRENCH = prepare(["L'expédition emporta trois photographies.", "Le camarade Weber était fatigué."], "fr")


def explained(source: TokenisedText, target: TokenisedText) -> set[tuple[str, str]]:
    table = CognateLayer().forward(source, target).tocoo()
    return {(source.units[i], target.words[j]) for i, j in zip(table.row, table.col, strict=True)}


def test_words_spelt_alike_explain_each_other() -> None:
    assert explained(GERMAN, FRENCH) == {
        ("expedition", "expédit"), ("photographi", "photograph"), ("kamerad", "camarad"),
    }  # fmt: skip


def test_both_directions_are_the_same() -> None:
    forward, backward = CognateLayer().forward(GERMAN, FRENCH), CognateLayer().backward(GERMAN, FRENCH)
    assert forward.nnz
    assert (forward.toarray() == backward.toarray().T).all()


@pytest.mark.parametrize(
    ("left", "right"),
    [("Kommission", "comisión"), ("Telephon", "telefono"), ("Zürich", "zurich"), ("Thema", "tema")],
)
def test_sounds_are_spelt_one_way(left: str, right: str) -> None:
    assert simple_spelling(left)[:4] == simple_spelling(right)[:4]


def test_short_words_marks_and_numbers_are_left_to_identity() -> None:
    source, target = prepare(["Rad 1956 ( Bus )"], "de"), prepare(["Rat 1956 ( bus )"], "fr")
    assert explained(source, target) == set()


@pytest.mark.parametrize(
    ("text", "lang", "expected"),
    [
        ("Фотография и блокчейн", "ru", {("фотограф", "photographi"), ("блокчейн", "blockchain")}),
        ("प्रोटोकॉल", "hi", {("प्रोटोकॉल", "protocol")}),
        ("Μια φωτογραφία", "el", {("φωτογραφ", "photographi")}),
    ],
)
def test_other_scripts_are_read_in_latin_letters(text: str, lang: str, expected: set[tuple[str, str]]) -> None:
    assert explained(prepare([text], lang), prepare(["Photography, blockchain, protocols."], "en")) == expected


def test_scripts_of_few_vowels_are_heard_by_consonants() -> None:
    transformer = prepare(["ترانسفورمر"], "ar")
    assert explained(transformer, prepare(["The transformer of a module."], "en")) == {("ترانسفورمر", "transform")}


@pytest.mark.parametrize(("borrowed", "word"), [("موديل", "model"), ("الكود", "code"), ("پایتون", "python")])
def test_vowels_and_the_article_are_not_heard(borrowed: str, word: str) -> None:
    assert consonants(borrowed) == consonants(word)


def test_syllables_of_vietnamese_are_no_cognates() -> None:
    words = prepare(["Thành thạo blockchain và database thanh toán."], "vi")
    assert explained(words, prepare(["Thanh, blockchains et databases."], "fr")) == {
        ("blockchain", "blockchain"), ("database", "databas"),
    }  # fmt: skip


def test_a_side_without_words_has_an_empty_table() -> None:
    assert CognateLayer().forward(prepare(["..."], "de"), FRENCH).nnz == 0


def test_vietnamese_english_is_aligned_without_cognates() -> None:
    kinds = {
        pair: {type(layer) for layer in Aligner.shipped(*pair).layers}
        for pair in (("vi", "en"), ("vi", "fr"), ("de", "fr"))
    }
    assert [CognateLayer in kinds[pair] for pair in kinds] == [False, True, True]
