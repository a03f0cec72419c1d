"""The sentences that stand among others in a text."""

from hypothesis import given, settings
from hypothesis import strategies as st

from songngu.corpus.export.contained import sentences_of

ONE, TWO, SHORT = "Con đò nhỏ chở khách sang sông.", "Chợ quê họp từ lúc tờ mờ sáng.", "Trời mưa."


def test_a_text_of_one_sentence_holds_none() -> None:
    texts = [ONE, "", "Xe chạy 3.5 km… ", "Đoàn tàu đến TP. Hồ Chí Minh lúc tám giờ sáng."]
    assert sentences_of(texts, 5)[0] == []


def test_the_sentences_of_texts_and_of_which() -> None:
    texts, numbers = sentences_of([ONE, f"{ONE} {TWO}", f"{TWO}\n\n{ONE}", "他来了。她走了。"], 5)
    assert list(zip(numbers.tolist(), texts, strict=True)) == [
        (1, ONE), (1, TWO), (2, TWO), (2, ONE), (3, "他来了。"), (3, "她走了。"),
    ]  # fmt: skip


def test_a_short_sentence_stands_with_each_neighbour_too() -> None:
    assert sentences_of([f"{ONE} {SHORT} {TWO}"], 5)[0] == [ONE, SHORT, TWO, f"{ONE} {SHORT}", f"{SHORT} {TWO}"]


@settings(deadline=None)
@given(st.lists(st.text(alphabet="aB .!\n。ก", max_size=30), max_size=6))
def test_a_text_is_cut_as_it_would_be_alone(texts: list[str]) -> None:
    parts, numbers = sentences_of(texts, 5)
    alone = [(number, part) for number, text in enumerate(texts) for part in sentences_of([text], 5)[0]]
    assert list(zip(numbers.tolist(), parts, strict=True)) == alone
