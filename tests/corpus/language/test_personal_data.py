import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from songngu.corpus.language.personal_data import masked, personal_data_count, personal_data_masked

PIECES = st.sampled_from(
    ["a@b.vn", "0912345678", "+84 ", "CMND ", "123456789", "001099123456", " ", "-", ".", "(", ")", "x", "1"]
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Viết cho lan.nguyen+1@mail.example.vn nhé.", "Viết cho <email> nhé."),
        ("Gọi 0912345678.", "Gọi <phone>."),
        ("Gọi 0912 345 678, (028) 3822 1234 hoặc 024.3822.1234", "Gọi <phone>, <phone> hoặc <phone>"),
        ("Thu +250 000 000 đồng, lỗ +84 000 000 VND", "Thu +250 000 000 đồng, lỗ +84 000 000 VND"),
        ("Vay $+20 000 000, +100 200 300", "Vay $+20 000 000, +100 200 300"),
        ("Up +44 000 000 dollars; ring +44 20 7946 0018", "Up +44 000 000 dollars; ring <phone>"),
        ("+1 000 000 000, +1 212 555 0100", "+1 000 000 000, <phone>"),
        ("Call +84 912 345 678 or 0084912345678", "Call <phone> or <phone>"),
        ("Call +1 (212) 555-0100, (212) 555-0100, 212-555-0100", "Call <phone>, <phone>, <phone>"),
        ("Số 001099123456 cấp năm 2021", "Số <id> cấp năm 2021"),
        ("CMND số 123456789", "CMND số <id>"),
        ("số chứng minh nhân dân: 012345678", "số chứng minh nhân dân: <id>"),
        ("hộ chiếu số B1234567", "hộ chiếu số <id>"),
        ("Passport No. C12345678", "Passport No. <id>"),
        ("Mã số thuế: 0123456789-001", "Mã số thuế: <id>"),
    ],
)
def test_what_points_to_a_person_is_masked(text, expected):
    assert masked(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Năm 2015 có 123456789 người.", "1.234.567.890 đồng", "ngày 05-07-2016 20 giờ", "ISBN 978-0-306-40615-7",
        "Mã 003099123456 không có tỉnh", "Mã 001499123456", "Số 0912345678901", "gọi 1900 1234", "A0912345678", "@anh",
        "Tỷ số 2-1, trang 12–15", "B1234567",
    ],
)  # fmt: skip
def test_other_numbers_stay(text):
    assert masked(text) == text


@given(st.one_of(st.text(), st.lists(PIECES).map("".join)))
def test_masking_twice_is_masking_once_and_counts_agree(text):
    once = masked(text)
    assert masked(once) == once
    frame = pl.DataFrame({"text": [text, None, once]})
    counts = frame.select(personal_data_count(pl.col("text").fill_null(""))).to_series().to_list()
    assert counts == [sum(once.count(mark) - text.count(mark) for mark in ("<email>", "<phone>", "<id>")), 0, 0]
    assert frame.select(personal_data_masked(pl.col("text"))).to_series().to_list() == [once, None, once]
