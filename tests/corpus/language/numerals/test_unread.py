"""Numbers beside languages of which digits alone are read, and Chinese in its own words."""

import pytest

from songngu.corpus.language.numerals import NumberSeverity, compare_numerals


def worst(source: str, target: str, source_lang: str, target_lang: str) -> str:
    found = compare_numerals(source, target, source_lang, target_lang)
    return "error" if any(each.severity is NumberSeverity.ERROR for each in found) else "warn" if found else ""


@pytest.mark.parametrize(
    ("source_lang", "target_lang", "source", "target", "told"),
    [
        ("vi", "fr", "Có 2 con đò.", "Il y a deux barques.", ""),
        ("vi", "fr", "Có hai con đò.", "Il y a 2 barques.", ""),
        ("vi", "fr", "Có 64 con đò.", "Il y a soixante-quatre barques.", "warn"),
        ("vi", "fr", "Có 15 con đò.", "Il y a 51 barques.", "error"),
        ("vi", "fr", "Đò chạy lúc 15h30.", "La barque part à 15 h 30.", ""),
        ("vi", "fr", "Đò chạy lúc 3 giờ chiều.", "La barque part à 15 heures.", ""),
        ("vi", "fr", "Đò chạy lúc 15h30.", "La barque part à 16 h 30.", "warn"),
        ("vi", "fr", "Ngày 3 tháng 5 năm 2020.", "Le 3 mai 2020.", ""),
        ("vi", "fr", "Ngày 3/5/2020.", "Le 3 mai 2021.", "error"),
        ("vi", "fr", "Vốn 1,5 tỷ đồng.", "Un capital de 1,5 milliard de dongs.", ""),
        ("vi", "fr", "Vốn 1,5 tỷ đồng.", "Un capital de 1,6 milliard de dongs.", "error"),
        ("vi", "fr", "Tăng 5 phần trăm.", "Une hausse de 5 pour cent.", ""),
        ("vi", "fr", "Tăng 5%.", "Une hausse de 6 %.", "error"),
        ("vi", "fr", "Thế kỷ XIX.", "Le XIXe siècle.", ""),
        ("vi", "fr", "Hai phần ba.", "Les deux tiers.", ""),
        ("en", "de", "On May 3rd, 2020.", "Am 3. Mai 2020.", ""),
        ("en", "de", "Twenty-one boats.", "Einundzwanzig Boote.", ""),
        ("en", "de", "2 million boats", "2 Millionen Boote", ""),
        ("en", "de", "2 million boats", "3 Millionen Boote", "error"),
        ("en", "de", "in the 1990s", "in den 1990er Jahren", ""),
        ("en", "ko", "on May 3", "5월 3일", ""),
        ("en", "ko", "15 million", "1500만", ""),
        ("vi", "zh", "3 giờ chiều thứ Ba", "星期二下午三点", ""),
        ("vi", "zh", "lúc 15h30", "下午3点30分", ""),
        ("vi", "zh", "lúc 15h30", "下午四点半", "error"),
        ("vi", "zh", "8 giờ sáng", "上午8点", ""),
        ("vi", "zh", "12 giờ trưa", "中午十二点", ""),
        ("vi", "ja", "3 giờ chiều", "午後3時", ""),
        ("vi", "zh", "hai phần ba số nhà", "三分之二的房子", ""),
        ("vi", "zh", "hai phần ba số nhà", "四分之三的房子", "error"),
        ("vi", "zh", "30 phần trăm", "百分之三十", ""),
        ("vi", "zh", "30%", "百分之二十", "error"),
        ("vi", "zh", "Chờ một chút.", "等一点时间。", ""),
        ("en", "es", "1 million boats", "un millón de barcas", ""),
        ("en", "fr", "14-15 million", "14 à 15 millions", ""),
        ("en", "hi", "14-15 million", "14-15 मिलियन", ""),
        ("en", "hi", "1.5 million people", "15 लाख लोग", ""),
        ("en", "hi", "150,000 people", "1,50,000 लोग", ""),
        ("en", "id", "the 1st boat", "perahu pertama", ""),
        ("en", "fa", "30,000 boats", "۳۰,۰۰۰ قایق", ""),
        ("en", "fa", "30,000 boats", "۳۱,۰۰۰ قایق", "error"),
        ("en", "fa", "5% of 1.4 million", "۵٪ از ۱٫۴ میلیون", ""),
        ("en", "ar", "Web3 and 0xE9", "الويب3 و0xE9", ""),
        ("en", "fa", "both web2 and web3", "وب2 و وب3", ""),
        ("en", "ru", "the AK-47", "АК-47", ""),
        ("en", "ru", "the AK-47", "АК-74", "warn"),
        ("ar", "en", "ثلاثي الأبعاد", "3D", ""),
        ("ko", "vi", "웹3", "Web3", ""),
        ("en", "ko", "70,000 boats", "70,000척의 배", ""),
        ("en", "ko", "70,000 boats", "71,000척의 배", "error"),
        ("en", "ja", "75% cheaper", "75％安い", ""),
        ("en", "ja", "75% cheaper", "57％安い", "error"),
        ("en", "zh", "on June 20, 2024", "2024 年 6 月 20 日", ""),
        ("en", "zh", "on June 20, 2024", "2024 年 6 月 21 日", "error"),
        ("vi", "zh", "ngày 3 tháng 6", "六月三日", ""),
        ("vi", "zh", "40 tỷ đồng", "40亿越南盾", "error"),
        ("en", "zh", "one or two boats", "一两条船", ""),
        ("en", "zh", "20K boats", "20K 条船", ""),
        ("en", "zh", "20K boats", "30K 条船", "error"),
        ("vi", "ko", "2M chiếc", "2M 척", ""),
        ("en", "ja", "like GPT-3.5", "GPT-3.5など", ""),
        ("en", "ko", "like GPT-3.5", "GPT-4.5 등", "error"),
        ("en", "ja", "2024-07-09 update", "2024-07-09 更新", ""),
        ("en", "zh", "on 3/5/2020", "2020/3/5", ""),
        ("en", "zh", "in 00:15:12", "用时 00:15:12", ""),
        ("en", "id", "a Layer-2 boat", "perahu Lapisan-2", ""),
        ("en", "fr", "in Q1 2023", "au T1 2023", ""),
        ("en", "fr", "in Q1 2023", "au T2 2023", "warn"),
    ],
)
def test_other_languages(source_lang: str, target_lang: str, source: str, target: str, told: str) -> None:
    assert worst(source, target, source_lang, target_lang) == told
    assert worst(target, source, target_lang, source_lang) == told
