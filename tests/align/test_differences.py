from songngu.align.differences import differences, page


def test_what_shares_a_sentence_is_one_difference() -> None:
    first = [((0,), (0,)), ((1,), (1,)), ((2,), (2, 3)), ((3,), ()), ((4,), (4,))]
    second = [((0,), (0,)), ((1,), (1, 2)), ((2,), (3,)), ((3, 4), (4,))]
    found = differences(first, second)
    assert [(len(each.first), len(each.second)) for each in found] == [(2, 2), (2, 1)]
    assert differences(first, first) == []
    assert [(each.second, each.first) for each in found] == [
        (each.first, each.second) for each in differences(second, first)
    ]


def test_a_page_without_texts_has_the_numbers() -> None:
    text = page(differences([((7,), ())], [((7,), (9,))]), ("gold & co", "ours"))
    assert "gold &amp; co" in text
    assert "9" in text
