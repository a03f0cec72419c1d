"""Whether sides are in their declared language."""

import pytest

from tests.corpus.export.filters.rows import scores


def test_a_side_in_another_language_scores_low():
    vietnamese, english = "Anh ấy sẽ đến đây vào ngày mai.", "He will be here with us tomorrow."
    french, short = "Il est venu dans la maison avec un ami.", "Paris 2015"
    rows = [(vietnamese, english), (vietnamese, vietnamese), (english, english), (vietnamese, french), (short, short)]
    assert scores(*rows, name="language") == [0.875, 0.0, 0.0, 0.0, None]


def test_a_language_without_a_list_is_told_by_the_trained_identifier():
    finnish = "Tämä on suomenkielinen lause, jossa on monta sanaa."
    rows = [
        ("Đây là một câu tiếng Việt.", finnish),
        ("Đây là một câu tiếng Việt.", "This is an English sentence of words."),
    ]
    found = scores(*rows, name="language", target_lang="fi")
    assert found[0] > 0.9
    assert found[1] < 0.1


@pytest.mark.parametrize(
    ("text", "score"),
    [
        ("昨天晚上下了一场大雨。", 0),
        ("บ้านริมน้ำ", 0),
        ("Вчера вечером на реке было тихо", 0),
        ("昨天我们在 Facebook 总部开会", 0),
        ("Ω", 1),
        ("Chiều qua trời đổ mưa trên bến (雨).", 1),
    ],
)
def test_a_text_in_another_script_is_in_another_language(text, score):
    assert scores((text, "It rained and we were all at home."), name="language") == [pytest.approx(score, abs=0.2)]
