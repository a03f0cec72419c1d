import unicodedata

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from songngu.corpus.errors import UsageError
from songngu.corpus.export.steps import STEPS, steps_of
from songngu.corpus.language.normalise import letters

TEXTS = st.lists(st.one_of(st.none(), st.text(max_size=30)), min_size=1, max_size=5)
WORDS = st.lists(st.sampled_from(["Hello", "world", "của", "(a)", "10,5", "don't", "hoà", "e-mail"]), min_size=1)


def bitext(*rows, source_lang="vi", target_lang="en"):
    texts = {"source": [row[0] for row in rows], "target": [row[1] for row in rows]}
    schema = {"source": pl.Utf8, "target": pl.Utf8}
    return pl.LazyFrame(texts, schema=schema).with_columns(
        source_lang=pl.lit(source_lang), target_lang=pl.lit(target_lang)
    )


def applied(options, *rows, **langs):
    """Return both sides changed, the same one by one in memory and together in a stream."""
    changed = steps_of(options).apply(bitext(*rows, **langs))
    alone = [changed.select(side).collect(engine="in-memory") for side in ("source", "target")]
    together = changed.collect(engine="streaming").select("source", "target")
    assert pl.concat(alone, how="horizontal").equals(together)
    return together.rows()


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
        ({"punctuation": True}, "Anh nói : “Vâng…”", "(a)b", ('Anh nói: "Vâng..."', "(a) b")),
        ({"tokenise": True}, "Giá 3.500 đồng, phải không?", "It's <b> & \"so\".", (
            "Giá 3.500 đồng , phải không ?", "It 's < b > & \" so \" .")),
        ({"detokenise": True}, "Giá 3.500 đồng , phải không ?", "It &apos;s so &quot; big &quot; .", (
            "Giá 3.500 đồng, phải không?", "It's so \"big\".")),
        ({"nfc": False, "spaces": False}, " a ", "b", (" a ", "b")),
    ],
)  # fmt: skip
def test_what_each_step_does(options, source, target, expected):
    assert applied(options, (source, target)) == [expected]


def test_the_steps_are_taken_in_their_own_order():
    options = {"tokenise": True, "spaces": True, "tones": "new", "nfc": True}
    assert applied(options, (unicodedata.normalize("NFD", "Hòa  bình."), "Peace .")) == [("Hoà bình .", "Peace .")]
    assert list(steps_of(options).recorded()) == ["nfc", "tones", "spaces", "tokenise", "sacremoses"]
    assert steps_of({"nfc": True, "tones": "keep"}).recorded() == {"nfc": True}
    assert list(STEPS)[-1] == "truecase"


def test_words_are_cased_as_they_are_inside_sentences():
    rows = [
        ("Một nhà ở Huế .", "The house in Hue ."),
        ("Nhà ở Huế .", "In the house of Hue ."),
        ("HUẾ", "HUE House the"),
        (None, "iPhone X iphone X Iphone"),
    ]
    assert applied({"truecase": True}, *rows) == [
        ("Một nhà ở Huế .", "the house in Hue ."),
        ("nhà ở Huế .", "in the house of Hue ."),
        ("Huế", "Hue house the"),
        (None, "Iphone X Iphone X Iphone"),
    ]


def test_of_forms_equally_common_the_first_in_code_points_is_taken():
    rows = [(f"x {form}", "a") for form in ("bC", "Bc", "bC", "Bc", "BC")]
    assert applied({"truecase": True}, *rows) == applied({"truecase": True}, *rows[::-1]) == [("x Bc", "a")] * 5


@pytest.mark.parametrize(
    ("options", "message", "hint"),
    [
        ({"tone": "new"}, "no normalisation step is called 'tone'", "did you mean tones?"),
        ({"qqq": True}, "no normalisation step", "known are nfc, detokenise"),
        ({"tones": "newest"}, "tones cannot be 'newest'", "one of old, new, keep, false"),
        ({"nfc": "yes"}, "nfc cannot be 'yes'", "one of true, false"),
    ],
)
def test_a_wrong_step_says_what_there_is(options, message, hint):
    with pytest.raises(UsageError) as error:
        steps_of(options)
    assert message in str(error.value)
    assert hint in str(error.value.hint)


@settings(max_examples=40, deadline=None)
@given(TEXTS, st.sampled_from(["nfc", "spaces", "quotes", "personal", "tones"]), st.sampled_from(["vi", "en", None]))
def test_a_step_on_any_text_twice_is_the_step_once(texts, name, lang):
    options = {name: "new" if name == "tones" else True}
    once = applied(options, *[(text, text) for text in texts], source_lang=lang)
    assert applied(options, *once, source_lang=lang) == once
    assert [(source is None, target is None) for source, target in once] == [(text is None,) * 2 for text in texts]
    if name == "nfc":
        assert [source for source, _ in once] == [None if text is None else letters(text) for text in texts]


@settings(max_examples=25, deadline=None)
@given(TEXTS)
def test_moses_takes_any_text(texts):
    rows = [(text, text) for text in texts]
    options = dict.fromkeys(("punctuation", "tokenise", "truecase"), True)
    assert len(applied(options, *rows)) == len(rows)
    assert len(applied({"detokenise": True}, *rows, target_lang="fr")) == len(rows)


@settings(max_examples=25, deadline=None)
@given(WORDS.map(" ".join), st.sampled_from([".", "?", ", no !", ""]))
def test_tokens_give_back_the_text(words, end):
    text = words + end.replace(" !", "!")
    tokens = applied({"tokenise": True}, (text, text))
    assert applied({"detokenise": True}, *tokens) == [(text, text)]


@pytest.mark.parametrize(
    ("tokens", "text"),
    [
        ("“ Ai đó ? ” bà hỏi . ‘ Tôi . ’", "“Ai đó?” bà hỏi. ‘Tôi.’"),
        ("« Mưa rồi ! » nó kêu", "«Mưa rồi!» nó kêu"),
        ("a 5 ' 8 \" tall man said \" I am 40 \" and left", "a 5' 8\" tall man said \"I am 40\" and left"),
        ("3 ′ và 20 ″", "3′ và 20″"),
        ("They did n’t see Lan ’s boat , she ca n't row , he ’ ll", "They didn’t see Lan’s boat, she can't row, he’ll"),
    ],
)  # fmt: skip
def test_joints_that_moses_leaves_open(tokens: str, text: str) -> None:
    assert applied({"detokenise": True}, (tokens, tokens)) == [(text, text)]


def test_joints_are_those_of_the_language() -> None:
    rows = applied({"detokenise": True}, ("„ Ja . “", "« Oui ! »"), source_lang="de", target_lang="fr")
    assert rows == [("„Ja.“", "« Oui ! »")]
