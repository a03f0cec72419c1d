"""The likely rendering of a stretch of a sentence."""

import pytest

from songngu.corpus.document import Span
from songngu.workspace.memory.rendering import rendering_of

PAIR = ("Mô hình ngôn ngữ lớn đang thay đổi công việc.", "Large language models are changing our work.")


def rendered(stretch: str, texts: tuple[str, str], langs: tuple[str, str]) -> str | None:
    start = texts[0].index(stretch)
    found = rendering_of(texts, langs, Span(start, start + len(stretch)))
    return None if found is None else texts[1][found.start : found.end]


@pytest.mark.parametrize(("vi", "en"), [("ngôn ngữ", "language"), ("thay đổi", "changing"), ("công việc", "work")])
def test_both_directions(vi: str, en: str) -> None:
    assert rendered(vi, PAIR, ("vi", "en")) == en
    assert rendered(en, PAIR[::-1], ("en", "vi")) == vi


def test_names_and_numbers_stay_as_they_are() -> None:
    texts = ("DeepSeek có 52 người.", "There are 52 people at DeepSeek.")
    assert rendered("DeepSeek", texts, ("vi", "en")) == "DeepSeek"
    assert rendered("52", texts, ("vi", "en")) == "52"


def test_where_nothing_tells_there_is_none() -> None:
    assert rendered("Xyzzy", ("Xyzzy đến.", "Plugh arrived."), ("vi", "en")) is None
