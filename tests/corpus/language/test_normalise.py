import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from songngu.corpus.language.normalise import folded, letters, nfc, other_spellings, without_diacritics, word_key

VIETNAMESE = st.text(
    alphabet="aăâeêioôơuưyđbcghklmnpqrstvx ÀÁẢÃẠẾỀỂỄỆÐƉĐ\u0300\u0301\u0303\u0309\u0323\n-,.", max_size=60
)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("hòa", "hoà"),
        ("khỏe", "khoẻ"),
        ("thủy", "thuỷ"),
        ("Kỹ", "kĩ"),
        ("lý", "LÍ"),
        ("quý", "quí"),
        ("Ðông", "đông"),
        ("Ɖà", "đà"),
        (unicodedata.normalize("NFD", "nghiễm"), "NGHIỄM"),
        ("song\u00adngữ", "songngữ"),
    ],
)
def test_spellings_of_one_word_have_one_key(one: str, other: str) -> None:
    assert word_key(one) == word_key(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("ma", "má"),
        ("ma", "mà"),
        ("thúy", "thúi"),
        ("tuy", "tui"),
        ("ý", "í"),
        ("cân", "căn"),
        ("đa", "da"),
        ("hoá", "hóà"),
    ],
)
def test_different_words_have_different_keys(one: str, other: str) -> None:
    assert word_key(one) != word_key(other)


def test_i_and_y_differ_outside_vietnamese() -> None:
    assert word_key("my", "en") != word_key("mi", "en")
    assert word_key("my", "vi") == word_key("mi", "vi")


@given(st.text(max_size=30))
def test_the_key_does_not_depend_on_the_unicode_form(word: str) -> None:
    assert word_key(unicodedata.normalize("NFD", word)) == word_key(unicodedata.normalize("NFC", word))


def test_bare_letters() -> None:
    assert without_diacritics("Đặng Thị Ngọc Thịnh") == "Dang Thi Ngoc Thinh"
    assert without_diacritics(unicodedata.normalize("NFD", "Ðắk Lắk")) == "Dak Lak"


@given(st.one_of(st.text(max_size=60), VIETNAMESE))
def test_nfc_view_is_the_composed_text(text: str) -> None:
    assert nfc(text).text == letters(text)


@given(VIETNAMESE)
def test_views_lead_back_to_the_whole_text(text: str) -> None:
    for view in (nfc(text), folded(text)):
        assert all(text[piece.raw.start : piece.raw.end] for piece in view.pieces)
        assert [piece.text.start for piece in view.pieces[1:]] == [piece.text.end for piece in view.pieces[:-1]]
        assert sum(len(piece.text) for piece in view.pieces) == len(view.text)


def test_a_folded_word_maps_to_the_word_as_written() -> None:
    text = "Ủy ban Hòa\u0300 giải"  # the second word carries a stray mark
    view = folded(text)
    start = view.text.index("ban")
    span = view.hull(start, start + 3)
    assert text[span.start : span.end] == "ban"
    last = view.hull(len(view.text) - 1)
    assert text[last.start : last.end] == "giải"


def test_a_decomposed_letter_maps_to_all_its_characters() -> None:
    text = "xin cha\u0300o"
    view = nfc(text)
    span = view.hull(view.text.index("à"), view.text.index("à") + 1)
    assert text[span.start : span.end] == "a\u0300"


def test_a_text_in_nfc_is_one_piece() -> None:
    assert len(nfc("Thư viện mở cửa lúc tám giờ.").pieces) == 1
    assert nfc("").pieces == ()


def test_words_spelt_with_i_and_with_y() -> None:
    words = ["kỹ_sư", "lí", "công_ty", "quý_lý", "mai", "my", "thúy", "kiy"]
    assert list(other_spellings(words)) == [
        ("kỹ_sư", "kĩ_sư"),
        ("lí", "lý"),
        ("công_ty", "công_ti"),
        ("quý_lý", "quí_lí"),
        ("quý_lý", "quí_lý"),
        ("quý_lý", "quý_lí"),
        ("my", "mi"),
    ]
    assert list(other_spellings([])) == []
