"""Numbers in both directions: renderings that are right and stay silent, slips that are told."""

from __future__ import annotations

import csv
import unicodedata
from pathlib import Path

import pytest

from songngu.corpus.document import Markup, MarkupKind, Span
from songngu.glossary.rules.numbers import RULES
from songngu.glossary.rules.rule import Row
from tests.glossary.rules.checked import check, marked, rules

RIGHT = """
Giá 20 đô la Mỹ.|It costs US$20.
Giá 30 euro.|It costs €30.
Ba phẩy mười bốn.|3.14
Rộng 100 m2.|It covers 100 square metres.
1 tỷ 2 trăm triệu.|1.2 billion.
Tôi có 1 con.|I have a child.
Gấp rưỡi.|One and a half times as much.
(1, 2, 3)|(1,2,3)
Hàng triệu đô la.|Millions of dollars.
Xem mục 2.1 và 3.4.|See sections 2.1 and 3.4.
Vua Louis XIV.|King Louis XIV.
Quý đầu tiên của năm 2025.|The first quarter of 2025.
Hỗ trợ 24/7.|24/7 support.
Hỗ trợ 24/7.|Support around the clock.
Ngày 24/7.|July 24.
Vay 5 triệu yên Nhật.|They borrowed 5 million yen.
Giá 100 nhân dân tệ.|It costs 100 yuan.
Giá 100 tệ.|It costs RMB 100.
Giá 200.000₫.|It costs VND 200,000.
Giá 20 bảng Anh.|It costs £20.
Nặng 5 kg.|It weighs five kilos.
Nặng 5 kg.|It weighs 11 pounds.
Cao 2 mét.|It is 2 metres tall.
Dài 3 km.|It is 1.9 miles long.
Trời 25 độ C.|It was 77 °F.
Rộng 40 ha.|It covers 40 hectares.
Chạy 60 km/h.|It ran at 60 kilometres per hour.
Chờ 5 phút.|Wait for five minutes.
Họ chờ 3 tuần.|They waited for 3 weeks.
Ổ cứng 500 GB.|A 500-gigabyte disk.
Nhà máy 300 MW.|A 300-megawatt plant.
Lúc 15h30.|At 3:30 p.m.
Lúc 8 giờ kém 10.|At ten to eight.
Lúc 8 giờ kém 15.|At a quarter to eight.
Lúc nửa đêm.|At midnight.
Giữa trưa.|At noon.
Lúc 12 giờ trưa.|At midday.
Từ thứ Hai đến thứ Sáu.|From Monday to Friday.
T2-T6: 8h-17h|Mon–Fri: 8 a.m. to 5 p.m.
CN nghỉ.|Closed on Sundays.
Mở cửa T7.|Open on Saturday.
Tháng ba năm ngoái.|Last March.
Hội mở vào tháng Giêng.|The fair opens in January.
Nó bắt đầu tháng 6.|It began in June.
Báo cáo tháng 06/2018.|The report of June 2018.
Chương 4|Chapter IV
Điều XII của luật.|Article 12 of the law.
Chiến tranh thế giới thứ hai.|World War II.
Phần III|Part Three
Đứng thứ nhì.|He came second.
Lần thứ năm.|The fifth time.
Hạng ba.|Third class.
Mua ba tá.|They bought three dozen.
Vài chục người.|Dozens of people.
Hai chục trứng.|Twenty eggs.
Nửa dân số.|50% of the population.
Một nửa.|Half.
Tăng gấp bốn.|It quadrupled.
Gấp đôi.|Twice as much.
2 lần.|Twice.
Ba lần.|Three times.
Tăng 10 lần.|It rose tenfold.
Một hạt ra một trăm.|It bore a hundredfold.
Không độ.|Zero degrees.
Số không.|Zero.
Cả hai anh em.|Both brothers.
Giảm 5%.|A fall of 5%.
Tăng trưởng -3%.|Growth of minus 3%.
Lạnh -10 độ C.|It was 10 degrees below zero.
Lỗ 5 tỷ đồng.|A loss of 5 billion dong.
Giá trị p < 0,05.|The value p < .05.
Tập {1,2,3}.|The set {1, 2, 3}.
Khoảng [0,1].|The interval [0, 1].
Khoảng [0; 1].|The interval [0, 1].
Điểm A(1;2).|The point A(1, 2).
Hai phẩy năm triệu.|2.5 million.
Năm mươi lăm.|Fifty-five.
Năm năm sau.|Five years later.
Hai nghìn lẻ năm.|Two thousand and five.
Một triệu tư.|1.4 million.
Bài 3D.|A 3D lesson.
Ảnh ba chiều.|A 3D image.
5K người.|Five thousand people.
Video đạt 2,5M lượt xem.|The video got 2.5M views.
Hai thập kỷ.|20 years.
Mười năm.|A decade.
Nửa thế kỷ.|50 years.
Ba thế kỷ.|300 years.
Gấp 1000 lần.|Three orders of magnitude.
Triệu tập họp lúc 2 giờ.|The meeting was called for 2 o'clock.
Năm 1999.|Nineteen ninety-nine.
Năm 1905.|Nineteen oh five.
Những năm 70.|The seventies.
Thập niên 1960.|The sixties.
Ba tôi có hai con.|My father has two children.
Năm nay được mùa.|This year the harvest is good.
Lấy `x = 5`.|Take `x = 7`.
Xem hình_5.|See figure_6.
Mở tệp a1.txt.|Open the file b2.txt.
Dùng {0} và %1$s.|Use {1} and %2$s.
Ta có $x = 3$.|We have $x = 4$.
Phiên bản v2.0 chạy.|Version v2.0 runs.
5 người đàn ông 40 tuổi.|Five 40-year-old men.
Cô 7 tháng tuổi.|She is 7 months old.
Làm 8 giờ mỗi ngày.|They work 8 hours a day.
Từ 5 đến 6 giờ.|From five to six.
Thuê 3 phòng đôi.|They rented 3 double rooms.
Gấp ba lần.|Three times as much.
Nhân đôi.|Doubled.
Đại hội lần thứ XIII.|The 13th Congress.
Vua Henry VIII.|King Henry VIII.
Thế kỷ XXI.|The 21st century.
Tiền lương 7 triệu 5.|The wage is 7.5 million.
Băm ba tuổi.|Thirty-three years old.
Một tá rưỡi.|A dozen and a half.
1/2 số người.|Half of the people.
3/4 dân số.|Three quarters of the population.
75% dân số.|75 percent of the population.
Ngày 3/4.|April 3.
Chuyến bay lúc 0h.|The flight is at midnight.
Tốc độ 100 Mbps.|A speed of 100 Mbps.
Thưởng $1.000.|A bonus of $1,000.
Thưởng 1.000 đô.|A bonus of a thousand bucks.
Máy ảnh 48MP.|A 48-megapixel camera.
Thứ Tư, ngày 5 tháng 3.|Wed., March 5.
Đồng hồ 5 đồng.|A 5-dong watch.
"""
WRONG = """
Giá 20 đô la.|It costs 20 euros.
Giá 20 euro.|It costs £20.
Gấp rưỡi.|Twice as much.
Lúc bảy giờ mười lăm.|At a quarter past eight.
Vua Louis XIV.|King Louis XVI.
x = 3, y = -2.|x = 3, y = 2.
Nửa tá.|A dozen.
Tầng 3.|The fourth floor.
Giá 5.000 yên.|It costs 5,000 yuan.
Giá 30 USD.|It costs 30 dong.
Nặng 5 kg.|It weighs 5 pounds.
Cao 2 mét.|It is 2 feet tall.
Chờ 5 phút.|Wait for 5 hours.
Chờ năm phút.|Wait for five hours.
Họ chờ 3 tuần.|They waited for 3 months.
Ổ cứng 500 GB.|A 500 MB disk.
Chạy 60 km/h.|It ran at 60 mph.
Lúc 8 giờ kém 15.|At a quarter to nine.
Lúc nửa đêm.|At noon.
Nghỉ chủ nhật.|Closed on Mondays.
T2 nghỉ.|Closed on Tuesday.
Hội mở vào tháng Giêng.|The fair opens in February.
Nó bắt đầu tháng 6.|It began in July.
Phần III|Part Four
Điều XII của luật.|Article 13 of the law.
Đứng thứ nhì.|He came third.
Mua ba tá.|They bought two dozen.
Mua ba tá.|They bought 30.
Một nửa dân số.|25% of the population.
Tăng gấp bốn.|It tripled.
2 lần.|Thrice.
Giảm 5%.|A fall of 6%.
Lạnh -10 độ C.|It was 10 °C.
Khoảng [0,1].|The interval [0, 2].
Hai phẩy năm triệu.|2.6 million.
Ảnh ba chiều.|A 2D image.
5K người.|Five million people.
Hai thập kỷ.|30 years.
Gấp 1000 lần.|Two orders of magnitude.
Năm 1999.|Nineteen ninety-eight.
Bốn con mèo.|Five cats.
Hai cô gái.|Three girls.
Lương 7 triệu 5.|The wage is 7.6 million.
Giá trị 0.|A value of one hundred.
Thế kỷ XXI.|The 20th century.
Phòng VII|Room VIII
"""


def pairs(text: str) -> list[tuple[str, str]]:
    return [(source, target) for source, _, target in (line.partition("|") for line in text.strip().splitlines())]


def said(row: Row) -> list[str]:
    return [f"{rule.id} {issue.message}" for rule in RULES for issue in rule.check(row)]


@pytest.mark.parametrize(("vi", "en"), pairs(RIGHT))
def test_right_renderings_are_silent(vi: str, en: str) -> None:
    assert said(Row(vi, en, "vi", "en")) == []
    assert said(Row(en, vi, "en", "vi")) == []


@pytest.mark.parametrize(("vi", "en"), pairs(WRONG))
def test_slips_are_told(vi: str, en: str) -> None:
    assert said(Row(vi, en, "vi", "en"))
    assert said(Row(en, vi, "en", "vi"))


def test_what_is_left_as_it_is_never_differs() -> None:
    assert said(Row("AB 12,50 K", "AB 12,50 K ", "vi", "en")) == []


def test_what_the_document_sets_as_code_is_not_compared() -> None:
    code = (Markup(MarkupKind.CODE, "ba 5", Span(4, 8)),)
    assert said(Row("Gọi ba 5 ngay.", "Call it now.", "vi", "en", source_markup=code)) == []
    assert said(Row("Gọi ba 5 ngay.", "Call it now.", "vi", "en")) != []


def test_chinese_numerals() -> None:
    assert said(Row("三万人参加了。", "Thirty thousand people came.", "zh", "en")) == []
    assert said(Row("2024年5月3日,3.5亿元", "May 3, 2024: 350 million yuan", "zh", "en")) == []
    assert said(Row("一亿三千万人,GPT-4", "130 million people, GPT-4", "zh-Hans", "en")) == []
    assert said(Row("三万人", "Three thousand people", "zh", "en"))


def test_a_long_run_of_number_words_is_read_in_linear_time() -> None:
    assert len(said(Row("năm " * 3000, "five years", "vi", "en"))) < 4000


SHARED = Path(__file__).parents[3] / ".." / "shared"


needs_shared = pytest.mark.skipif(not SHARED.is_dir(), reason="the shared data is not beside the project")


@needs_shared
def test_all_verdicts_on_numbers() -> None:
    with (SHARED / "data" / "glossary" / "number_cases.csv").open(encoding="utf-8", newline="") as file:
        cases = list(csv.DictReader(file))
    assert len(cases) == 63
    for case in cases:
        if case["vi"] == case["en"]:  # as an excerpt it is judged; a whole segment that is left as it is, is not
            continue
        found = check((case["vi"], case["en"]), select="NUM")
        worst = min((f.severity.rank for f in found), default=2)
        assert ("error", "warn", "ok")[worst] == case["verdict"], case


def test_a_document_of_the_other_convention_is_recognised() -> None:
    pairs = [("Giá 1.25 triệu đồng.", "It costs 1.25 million dong."), ("Dài 3.75 km.", "It is 3.75 km long.")]
    assert rules(*pairs, select="NUM") == []
    assert rules(("Dài 12,5 km.", "It is 125 km long."), select="NUM") == ["NUM001"]


def test_numbers_in_decomposed_text_are_marked_where_they_stand() -> None:
    source = unicodedata.normalize("NFD", "Nhà có bảy mươi lăm ghế, 52 bàn.")
    (found,) = check((source, "The house has seventy-five chairs."), select="NUM")
    assert found.side == "source" and marked(found) == "52"
