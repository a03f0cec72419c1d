from dataclasses import replace

import pytest

from songngu.align.links.linked import Word
from songngu.align.text.tokens import placed_tokens
from songngu.glossary.suggest.background import Background, backgrounds
from songngu.glossary.suggest.phrase import PhraseSide, inside_word


def side(text: str, lang: str = "en", background: Background | None = None) -> PhraseSide:
    return PhraseSide(lang, text, tuple(Word(*word) for word in placed_tokens(text, lang)), background or Background())


def found(text: str, lang: str = "en", background: Background | None = None) -> set[str]:
    this = side(text, lang, background)
    return {this.surface(*phrase) for phrase in this.phrases if not inside_word(this, *phrase)}


def test_phrases_end_at_marks_and_stop_words() -> None:
    assert found("the weaving loom, and a new camera") == {"weaving", "weaving loom", "loom", "camera"}


def test_what_is_written_as_one_is_not_cut() -> None:
    assert found("GPT-4 Turbo") == {"GPT-4", "GPT-4 Turbo", "Turbo"}
    assert "R&D" in found("our R&D team")


def test_companies_keep_their_full_stop() -> None:
    assert "Hangzhou Loom Co., Ltd." in found("Hangzhou Loom Co., Ltd. wove it.")


def test_a_possessive_is_no_part_of_a_phrase() -> None:
    assert "Nam" in found("Nam's bicycle")


def test_numbers_begin_and_end_no_term_unless_glued() -> None:
    assert found("500 looms in 2013") == {"looms"}
    assert "o1" in found("with o1 models")


def test_words_of_two_syllables_are_not_cut() -> None:
    vietnamese = backgrounds("vi", "en")[0]
    assert "công" not in found("công nghệ mới", "vi", vietnamese)
    assert "công nghệ" in found("công nghệ mới", "vi", vietnamese)


@pytest.mark.parametrize(
    ("text", "phrase", "cut"),
    [
        ("gặp Lê Văn Ba hôm qua", (2, 3), True),
        ("gặp Lê Văn Ba hôm qua", (1, 3), False),
        ("gặp Ông Lê Văn Ba", (2, 4), False),
        ("Cách Mạng Lớn Ở Trong Nhà Máy Dệt", (0, 1), False),
    ],
)
def test_parts_of_names(text: str, phrase: tuple[int, int], cut: bool) -> None:
    assert side(text, "vi").cuts_name(*phrase) is cut


def test_titles_of_persons_are_no_part_of_names() -> None:
    assert side("CEO Lê Ba", "vi").has_title(0, 2)
    assert not side("CEO Lê Ba", "vi").has_title(1, 2)


def test_mixed_capitals() -> None:
    assert side("OpenAI đáng sợ", "vi").is_mixed(0, 1)
    assert not side("OpenAI Stargate", "vi").is_mixed(0, 1)


def test_a_heading_holds_no_names_and_its_names_stand_elsewhere() -> None:
    heading = side("Market Impact: Winners and Losers")
    assert not any(heading.is_capital(k) for k in range(len(heading.words)))
    sentence = side("Market Impact grew in Hanoi")
    assert sentence.is_capital(4)


def test_a_stop_syllable_inside_a_word_is_none() -> None:
    vietnamese = backgrounds("vi", "en")[0]
    assert "mới" not in found("nhà máy mới", "vi", vietnamese)
    assert "chính sách" in found("giám đốc chính sách", "vi", vietnamese)
    innovation = replace(side("sự đổi mới của họ", "vi"), glued=frozenset({2}))
    assert "đổi mới" in {innovation.surface(*phrase) for phrase in innovation.phrases}


def test_code_and_addresses_hold_no_terms() -> None:
    assert found("see https://weave.example/loom today") == {"see", "today"}
    assert "max_size" not in found("the max_size option")
