import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from songngu.corpus.language.normalise import word_key
from songngu.corpus.language.syllables import _ONSETS, _RHYMES, is_syllable
from songngu.corpus.language.tones import placed

TONES = "\u0300\u0301\u0303\u0309\u0323"
SYLLABLES = [onset + rhyme for onset in ("", *_ONSETS.split()) for rhyme in _RHYMES.split()]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("hòa", "hoà"),
        ("khỏe", "khoẻ"),
        ("thúy", "thuý"),
        ("Ủy", "Uỷ"),
        ("HÒA", "HOÀ"),
        ("Hòa bình, sức khỏe!", "Hoà bình, sức khoẻ!"),
        ("xóa-bỏ", "xoá-bỏ"),
    ],
)
def test_open_oa_oe_uy_differ(old, new):
    assert placed(old, "new") == new
    assert placed(new, "old") == old
    assert placed(old, "old") == old
    assert placed(new, "new") == new


@pytest.mark.parametrize(
    "text",
    [
        "quý quà quả quỷ quỳnh quýt què già giá giữ gìn gì giếng giúp",
        "của mùa chìa cáo bò ỷ ý hoàn toàn ngoài xoáy loét khuỷu huỳnh huýt ngoéo",
        "thuở tuần người được hoặc nghĩa Nguyễn yếu khuya rượu",
    ],
)
@pytest.mark.parametrize("style", ["old", "new"])
def test_elsewhere_both_styles_are_one(text, style):
    assert placed(text, style) == text


@pytest.mark.parametrize(
    ("slip", "right"),
    [("qúy", "quý"), ("gìa", "già"), ("gíup", "giúp"), ("tòan", "toàn"), ("hùynh", "huỳnh"), ("thủơ", "thuở"),
     ("ngòai", "ngoài"), ("cuả", "của"), ("KHỎAN", "KHOẢN"), ("nguờì", "nguờì")],
)  # fmt: skip
def test_marks_on_the_wrong_vowel_are_put_right(slip, right):
    assert placed(slip, "old") == placed(slip, "new") == right


@pytest.mark.parametrize("text", ["résumé", "où", "río", "Müller tòà", "café crème", "a\u0301o", ""])
def test_what_is_no_syllable_stays(text):
    assert placed(text, "new") == text


@given(st.lists(st.tuples(st.sampled_from(SYLLABLES), st.sampled_from(["", *TONES]), st.integers(0, 9)), max_size=6))
def test_there_and_back(syllables):
    words = []
    for plain, tone, number in syllables:
        after = number % len(plain) + 1
        words.append(unicodedata.normalize("NFC", plain[:after] + tone + plain[after:]))
    text = " ".join(words)
    new, old = placed(text, "new"), placed(text, "old")
    assert placed(placed(new, "old"), "new") == new
    assert placed(placed(old, "new"), "old") == old
    assert [word_key(a) for a in new.split()] == [word_key(b) for b in old.split()] == [word_key(c) for c in words]


@given(st.text(), st.sampled_from(["old", "new"]), st.sampled_from(["upper", "lower"]))
def test_any_text_keeps_its_length_and_its_case(text, style, case):
    text = unicodedata.normalize("NFC", getattr(text, case)())
    new = placed(text, style)
    assert len(new) == len(text)
    assert placed(new, style) == new
    assert [letter.isupper() for letter in new] == [letter.isupper() for letter in text]


def test_syllables_in_qu():
    assert is_syllable("quýt")
    assert is_syllable("Quỳnh")
    assert not is_syllable("hỳnh")
