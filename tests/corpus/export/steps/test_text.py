"""Steps that expressions do."""

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from songngu.corpus.language.normalise import letters
from tests.corpus.export.steps.applied import applied

TEXTS = st.lists(st.one_of(st.none(), st.text(max_size=30)), min_size=1, max_size=5)


@pytest.mark.parametrize(
    ("options", "source", "target", "expected"),
    [
        ({"nfc": True}, "Ðo\u0300a\u200b", "cafe\u0301", ("Đòa", "café")),
        ({"tones": "new"}, "Hòa bình", "Hòa", ("Hoà bình", "Hòa")),
        ({"tones": "old"}, "Hoà bình", "Hoà", ("Hòa bình", "Hoà")),
        ({"tones": "keep"}, "Hòa hoà", "x", ("Hòa hoà", "x")),
        ({"nfc": True, "tones": "new"}, unicodedata.normalize("NFD", "hòa"), "x", ("hoà", "x")),
        ({"quotes": True}, "“a” «b» ‘c’", "it’s", ("\"a\" \"b\" 'c'", "it's")),
        ({"spaces": True}, " a\u00a0\t b\n", "c", ("a b", "c")),
        ({"personal": True}, "0912345678", "a@b.vn", ("<phone>", "<email>")),
        ({"nfc": False, "spaces": False}, " a ", "b", (" a ", "b")),
    ],
)  # fmt: skip
def test_what_each_step_does(options, source, target, expected):
    assert applied(options, (source, target)) == [expected]


@settings(max_examples=40, deadline=None)
@given(TEXTS, st.sampled_from(["nfc", "spaces", "quotes", "personal", "tones"]), st.sampled_from(["vi", "en", None]))
def test_a_step_on_any_text_twice_is_the_step_once(texts, name, lang):
    options = {name: "new" if name == "tones" else True}
    once = applied(options, *[(text, text) for text in texts], source_lang=lang)
    assert applied(options, *once, source_lang=lang) == once
    assert [(source is None, target is None) for source, target in once] == [(text is None,) * 2 for text in texts]
    if name == "nfc":
        assert [source for source, _ in once] == [None if text is None else letters(text) for text in texts]
