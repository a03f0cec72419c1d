"""A mark that makes another word."""

from tests.glossary.rules.checked import check, marked, rules


def test_the_rendering_says_which_word_was_meant() -> None:
    (found,) = check(("Cửa hàng này bản hàng thủ công.", "This shop sells handmade goods."), select="ENC006")
    assert "bản" in marked(found)


def test_a_word_that_the_rendering_bears_out_is_right() -> None:
    assert rules(("Cửa hàng này bán hàng thủ công.", "This shop sells handmade goods."), select="ENC006") == []
    assert rules(("Đây là bản đồ của làng.", "This is the map of the village."), select="ENC006") == []
