"""Names of Vietnamese persons keep their syllables; what is no name of a person is left alone."""

import pytest

from songngu.glossary.finding import Severity
from songngu.glossary.rules import RULES
from songngu.glossary.rules.rule import Row

CHECK = RULES["TRM010"].check


def found(vietnamese: str, english: str, *, turned: bool = False) -> list[Severity | None]:
    sides = (english, vietnamese, "en", "vi") if turned else (vietnamese, english, "vi", "en")
    return [issue.severity for issue in CHECK(Row(*sides))]


@pytest.mark.parametrize("turned", [False, True])
@pytest.mark.parametrize(
    ("vietnamese", "english", "severity"),
    [
        ("Anh Phạm Quốc Khánh dạy lý.", "Mr. Pham Quoc Hung teaches physics.", Severity.WARNING),
        ("Anh Phạm Quốc Khánh dạy lý.", "Mr. Phạm Văn Khánh teaches physics.", Severity.WARNING),
        ("Anh Phạm Quốc Khánh dạy lý.", "Mr. Tran Quoc Khanh teaches physics.", Severity.WARNING),
        ("Chị Lê Lan viết thư.", "Ms. Le Hoa wrote a letter.", Severity.WARNING),
        ("Ông Nguyễn Văn An về.", "Mr. Nguyen Duc Binh came back.", Severity.INFO),
        ("Mưa lớn ở Bình Định.", "Heavy rain in Binh Thuan.", Severity.WARNING),
        ("Chị Cúc bán hoa.", "Ms. Huong sells flowers.", Severity.INFO),
    ],
)
def test_another_name(vietnamese: str, english: str, severity: Severity, turned: bool) -> None:
    assert found(vietnamese, english, turned=turned) == [severity]


@pytest.mark.parametrize("turned", [False, True])
@pytest.mark.parametrize(
    ("vietnamese", "english"),
    [
        ("Anh Phạm Quốc Khánh dạy lý.", "Mr. Pham Quoc Khanh teaches physics."),
        ("Anh Phạm Quốc Khánh dạy lý.", "Mr. Quốc Khánh Phạm teaches physics."),
        ("Anh Phạm Quốc Khánh dạy lý.", "Mr. Pham Quoc-Khanh teaches physics."),
        ("Anh Phạm Quốc Khánh dạy lý.", "Mr. Khanh teaches physics."),
        ("Anh Phạm Quốc Khánh dạy lý.", "He teaches physics."),
        ("Phạm Quốc Khánh gặp Phạm Quốc Hùng.", "Pham Quoc Hung met his brother."),
        ("Trần Minh Viễn bán căn hộ.", "Chen Mingyuan sold his apartment."),
        ("Thành phố Hồ Chí Minh đông dân.", "Ho Chi Minh City is crowded."),
        ("Trời mưa.", "It rains."),
        ("Mưa lớn ở Bình Định.", "Heavy rain in Binh Dinh."),
        ("Mưa lớn ở Đà Nẵng.", "Heavy rain in Danang."),
        ("Từ Hà Nam vào Hà Tĩnh.", "From Ha Nam to Ha Tinh."),
        ("Chị Cúc bán hoa.", "Ms. Cuc sells flowers."),
        ("Chị Cúc và ông Lâm bán hoa.", "Ms. Huong sells flowers."),
        ("Anh Văn Lâm về.", "Mr. Huong came."),
    ],
)
def test_the_same_name_or_none(vietnamese: str, english: str, turned: bool) -> None:
    assert found(vietnamese, english, turned=turned) == []


def test_other_languages_are_not_read() -> None:
    assert list(CHECK(Row("Pham Quoc Khanh", "Pham Quoc Hung", "fr", "en"))) == []
