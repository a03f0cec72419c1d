"""Where numerals may begin: none begins elsewhere, and none needs a counterpart where it is told so."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from songngu.corpus.language.numerals import read_numerals
from songngu.corpus.language.numerals.beginnings import ANYTHING, NOTHING, SILENT, beginnings_in
from songngu.corpus.language.numerals.compare import compare_numerals
from songngu.corpus.language.numerals.read import lower_case, profile_of

BESIDE = {
    "vi": "nhật nhựt nay hôm tháng giờ phần rưỡi nửa tỷ kỷ niên đêm trưa đôi số bằng khác độ phẩy trăm lít thế cây mươi"
    " tư ngày năm lần lẻ mét đầu của V X i 3 5% sáng kém tá phú nhì này mùng hăm",
    "en": "of the a an in at past to after quarter third thirds halves hundred orders magnitude p.m. am o’clock"
    " century parts and half dozen percent decades V I 3 megapixels ten night morning last year’s day eve",
}
SPACES = (" ", " ", " ", "  ", "\u00a0", "\n", ", ", " (", "-", ". ")


def weights_of(text: str, lang: str) -> list[int]:
    told, runs = beginnings_in(lang), lower_case(text).split()
    found = []
    for k, run in enumerate(runs):
        alone = told.alone(run)
        before = runs[k - 1] if k else ""
        found.append(told.beside(run, before, " ".join(runs[k + 1 : k + 3])) if alone is None else alone)
    return found


def texts(lang: str) -> st.SearchStrategy[str]:
    profile = profile_of(lang)
    near = (*profile.beside, *profile.silent)
    words = st.sampled_from((*near, *near, *profile.starters, *BESIDE[lang].split(" ") * 3))
    cased = st.tuples(words, st.sampled_from((str, str, str.capitalize, str.upper))).map(lambda each: each[1](each[0]))
    return st.lists(st.tuples(cased, st.sampled_from(SPACES)), max_size=7).map(lambda held: "".join(map("".join, held)))


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_no_numeral_begins_elsewhere(lang: str) -> None:
    @given(texts(lang))
    def of_any(text: str) -> None:
        most = max(weights_of(text, lang), default=NOTHING)
        if most == NOTHING:
            assert read_numerals(text, lang) == []
        if most <= SILENT:
            assert compare_numerals(text, "", lang, "en") == compare_numerals("", text, "en", lang) == []

    of_any()


@pytest.mark.parametrize(
    ("lang", "text", "weights"),
    [
        ("vi", "chúa nhật", [ANYTHING, NOTHING]),
        ("vi", "đức chúa trời", [NOTHING, NOTHING, NOTHING]),
        ("vi", "một con hai", [SILENT, NOTHING, SILENT]),
        ("vi", "một tháng số không", [ANYTHING, NOTHING, NOTHING, ANYTHING]),
        ("vi", "chương thứ v không ai", [ANYTHING, NOTHING, NOTHING, NOTHING, NOTHING]),
        ("en", "it may be in may", [NOTHING, NOTHING, NOTHING, NOTHING, ANYTHING]),
        ("en", "two men a hundred", [SILENT, NOTHING, NOTHING, ANYTHING]),
        ("en", "two thirds 3", [ANYTHING, NOTHING, ANYTHING]),
        ("zh", "三人", [ANYTHING]),
        ("fr", "deux 3", [NOTHING, ANYTHING]),
    ],
)
def test_what_stands_beside_tells(lang: str, text: str, weights: list[int]) -> None:
    assert weights_of(text, lang) == weights
