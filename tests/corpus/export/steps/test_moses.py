"""Steps of the Moses toolkit."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from songngu.corpus.export.steps.moses import tokens_of
from tests.corpus.export.steps.applied import applied


@pytest.mark.parametrize(
    ("options", "source", "target", "expected"),
    [
        ({"punctuation": True}, "Anh nói : “Vâng…”", "(a)b", ('Anh nói: "Vâng..."', "(a) b")),
        ({"tokenise": True}, "Giá 3.500 đồng, phải không?", "It's <b> & \"so\".", (
            "Giá 3.500 đồng , phải không ?", "It 's < b > & \" so \" .")),
        ({"detokenise": True}, "Giá 3.500 đồng , phải không ?", "It &apos;s so &quot; big &quot; .", (
            "Giá 3.500 đồng, phải không?", "It's so \"big\".")),
    ],
)  # fmt: skip
def test_what_each_step_does(options, source, target, expected):
    assert applied(options, (source, target)) == [expected]


def test_syllables_of_vietnamese_stay():
    assert tokens_of("Giá 3.500 đồng, phải không?", "vi") == "Giá 3.500 đồng , phải không ?"


TEXTS = st.lists(st.one_of(st.none(), st.text(max_size=30)), min_size=1, max_size=5)


WORDS = st.lists(st.sampled_from(["Hello", "world", "của", "(a)", "10,5", "don't", "hoà", "e-mail"]), min_size=1)


@settings(max_examples=12, deadline=None)
@given(TEXTS)
def test_moses_takes_any_text(texts):
    rows = [(text, text) for text in texts]
    options = dict.fromkeys(("punctuation", "tokenise", "truecase"), True)
    assert len(applied(options, *rows)) == len(rows)
    assert len(applied({"detokenise": True}, *rows, target_lang="fr")) == len(rows)


@settings(max_examples=12, deadline=None)
@given(WORDS.map(" ".join), st.sampled_from([".", "?", ", no !", ""]))
def test_tokens_give_back_the_text(words, end):
    text = words + end.replace(" !", "!")
    tokens = applied({"tokenise": True}, (text, text))
    assert applied({"detokenise": True}, *tokens) == [(text, text)]
