import pytest

from songngu.align.text.tokenised import UNKNOWN_MARK, prepare


@pytest.mark.parametrize(
    ("one", "lang", "other"),
    [
        ("你来吗？", "zh", "Are you coming?"),
        ("快跑！」", "zh", 'Run!"'),
        ("他走了。", "zh", "He left."),
        ("行くのか？』", "ja", 'Will you go?"'),
        ("هل أنت بخير؟", "ar", "Are you well?"),
        ("वह गया।", "hi", "He went."),
        ("看：", "zh", "Look:"),
    ],
)
def test_end_marks_are_the_same_in_all_scripts(one: str, lang: str, other: str) -> None:
    left, right = prepare([one], lang), prepare([other], "en")
    assert left.end_marks.tolist() == right.end_marks.tolist()
    assert left.inner_marks.tolist() == right.inner_marks.tolist()


def test_a_language_without_end_marks_says_nothing_by_them() -> None:
    assert prepare(["ฝนตก" * 15, "ทำไม?"], "th").end_marks.tolist() == [UNKNOWN_MARK, 1]
    assert prepare(["A title"], "en").end_marks.tolist() == prepare(["ฝนตก"], "th").end_marks.tolist() == [0]
