"""Words that became their opposites, in both directions."""

from __future__ import annotations

import unicodedata

import pytest

from songngu.glossary.finding import Severity
from songngu.glossary.rules import opposites
from songngu.glossary.rules.opposites import RULES
from songngu.glossary.rules.rule import Row

OPPOSITE = RULES[0].check


@pytest.mark.parametrize(
    ("vi", "en", "turned"),
    [
        ("Giá gạo tăng mạnh.", "Rice prices rose sharply.", False),
        ("Giá gạo tăng mạnh.", "Rice prices fell sharply.", True),
        ("Số ca giảm dần.", "Cases are going up.", True),
        ("GDP giảm 2%.", "GDP growth was −2%.", False),
        ("Giá không tăng cũng không giảm.", "Prices neither rose nor fell.", False),
        ("Thuyền về trước khi bão đến.", "The boat came back after the storm.", True),
        ("Ba năm trước ông nghỉ hưu.", "He retired three years later.", True),
        ("Ông đứng trước nhà, sau hàng rào.", "He stood behind the fence, before the house.", False),
        ("Vua quỳ trước mặt thầy.", "The king knelt after him.", False),
        ("Sau-lơ đến.", "Saul came before him.", False),
        ("Rẽ trái ở ngã tư.", "Turn right at the crossroads.", True),
        ("Mọi cửa sổ đều mở.", "Some windows are open.", True),
        ("Một số phòng còn trống.", "All rooms are free.", True),
        ("Không phải tất cả đều đúng.", "Some of them are wrong.", False),
        ("Một số người không đồng ý.", "Not everyone agreed.", False),
        ("Gió thổi từ phía bắc.", "The wind blows from the south.", True),
        ("Bộ lọc đang bật.", "The filter is disabled.", True),
        ("Bộ lọc đang tắt.", "The filter is not enabled.", False),
        ("Không ai biết.", "Everybody knows.", True),
        ("Bên bán giữ giấy tờ.", "The buyer keeps the papers.", True),
        ("Mẫu thử âm tính.", "The sample is positive.", True),
        ("Quý này lỗ nặng.", "A large profit this quarter.", True),
        ("Giá chưa bao gồm phí.", "The price is inclusive of fees.", True),
        ("Giá chưa bao gồm phí.", "The price is not inclusive of fees.", False),
        ("Ông không còn ở đó.", "He is still there.", True),
        ("Ông vẫn còn ở đó.", "He is still there.", False),
        ("Yêu cầu bị từ chối.", "The request was accepted.", True),
        ("Mã này không hợp lệ.", "This code is not valid.", False),
        ("Đọc phần phía trên.", "Read the part below.", True),
        ("Bên bán và bên mua cùng ký.", "The buyer and the seller both sign.", False),
        ("Đó là việc bất hợp pháp.", "That is legal.", True),
        ("Đó là việc bất hợp pháp.", "That is not legal.", False),
        ("Chất này vô hại.", "This substance is harmful.", True),
        ("Nhớ tắt cái quạt.", "Remember to turn the old fan on.", True),
        ("Nhớ tắt cái quạt.", "Remember to turn the old fan off.", False),
        ("Mùa thu nơi này dài.", "Winter is long here.", True),
        ("Xe này rẻ hơn.", "This car is more expensive.", True),
        ("Năm 40 trước Công nguyên.", "The year 40 AD.", True),
        ("Muộn nhất là thứ Hai.", "On Monday at the earliest.", True),
        ("Mọi người đều biết.", "No one knows.", True),
        ("Tất cả đều đỗ.", "None of them passed.", True),
        ("Không phải ai cũng thích.", "Not everyone likes it.", False),
        ("Cấm hút thuốc.", "Smoking is allowed.", True),
        ("Xuất khẩu gạo sang Lào.", "Rice is imported to Laos.", True),
        ("Mẹ tôi là thợ may.", "My father was a tailor.", True),
        ("Mức cao nhất là 39.", "The lowest is 39.", True),
        ("Lần đầu tiên cô ra biển.", "The last time she went to the sea.", True),
        ("Anh gọi hai lần.", "He called once.", True),
        ("Cô luôn đúng giờ.", "She is never late.", False),
        ("Bà bán mảnh đất.", "She bought the plot.", True),
        ("Gọi `trước`.", "Call `after`.", False),
    ],
)
def test_opposites(vi: str, en: str, turned: bool) -> None:
    assert bool(list(OPPOSITE(Row(vi, en, "vi", "en")))) is turned
    assert bool(list(OPPOSITE(Row(en, vi, "en-US", "vi")))) is turned


def test_what_is_often_said_the_other_way_round_is_for_information() -> None:
    told = {
        issue.severity
        for row in (
            Row("Giá tăng.", "Prices fell.", "vi", "en"),
            Row("Sau bữa tối họ đi.", "Before dinner they left.", "vi", "en"),
        )
        for issue in OPPOSITE(row)
    }
    assert told == {Severity.WARNING, Severity.INFO}


def test_places_are_those_of_a_decomposed_text() -> None:
    vi = unicodedata.normalize("NFD", "Giá gạo tăng mạnh.")
    (issue,) = OPPOSITE(Row(vi, "Rice prices fell.", "vi", "en"))
    assert issue.source_mark and issue.target_mark
    assert unicodedata.normalize("NFC", vi[slice(*issue.source_mark)]) == "tăng mạnh"
    assert "Rice prices fell."[slice(*issue.target_mark)] == "fell"


def test_other_languages_and_what_is_not_rendered_are_not_judged() -> None:
    assert not list(OPPOSITE(Row("avant midi", "after noon", "fr", "en")))
    assert not list(OPPOSITE(Row("Giá gạo tăng mạnh.", "", "vi", "en")))


def test_no_word_surely_says_both_opposites() -> None:
    for signs in opposites._oppositions()[1].values():
        sure = {(sign.phrase, sign.opposition): sign.pole for each in signs.values() for sign in each if sign.is_sure}
        for sign in (sign for each in signs.values() for sign in each if sign.is_sure):
            assert sure[sign.phrase, sign.opposition] == sign.pole


def test_many_different_words_take_no_more_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(opposites, "_MANY_RUNS", 3)
    text = "năm nay giá gạo ở chợ lại tăng"
    assert list(OPPOSITE(Row(text, "rice prices fell in the market again", "vi", "en")))
