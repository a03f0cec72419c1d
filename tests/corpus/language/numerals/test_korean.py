"""Korean numerals."""

from songngu.corpus.language.numerals import Kind, read_numerals


def test_particles_are_no_part_of_a_number_or_a_name() -> None:
    found = read_numerals("6월 3일부터 34,000명이 L2를 썼고 웹3의 5개를", "ko")
    assert [each.text for each in found] == ["6월 3일", "34,000", "L2", "3", "5"]
    assert [each.kind for each in found[:3]] == [Kind.DATE, Kind.NUMBER, Kind.IDENTIFIER]
