"""True-casing."""

from tests.corpus.export.steps.applied import applied


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
