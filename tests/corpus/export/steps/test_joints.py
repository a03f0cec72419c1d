"""Joints of tokens that Moses leaves open."""

import pytest

from tests.corpus.export.steps.applied import applied


@pytest.mark.parametrize(
    ("tokens", "text"),
    [
        ("“ Ai đó ? ” bà hỏi . ‘ Tôi . ’", "“Ai đó?” bà hỏi. ‘Tôi.’"),
        ("“ Ai ? ” “ Tôi . ” ( “ Ừ ” )", "“Ai?” “Tôi.” (“Ừ”)"),
        ("ông nói ‘ thôi ’ . „ Vâng ” ; ‘ ừ ’ , rồi", "ông nói ‘thôi’. „Vâng”; ‘ừ’, rồi"),
        ("the boys ’ boats of the ’ 90s , ‘ a ’", "the boys’ boats of the ’90s, ‘a’"),
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
