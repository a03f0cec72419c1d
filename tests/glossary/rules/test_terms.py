import pytest

from songngu.glossary.finding import Severity
from songngu.glossary.rules import RULES
from tests.glossary.rules.termed import issues, named


@pytest.mark.parametrize(
    ("source", "target", "missing"),
    [
        ("Xưởng giấy đóng cửa.", "The paper mill closed.", []),
        ("Xưởng giấy đóng cửa.", "Both paper-mills closed; the mill is sold.", []),
        ("Xưởng giấy đóng cửa.", "The workshop closed.", ["mill"]),
        ("Xưởng giấy, lại xưởng giấy.", "The workshop closed.", ["mill"]),
        ("Xưởng giấy đóng cửa.", "", []),
        ("Xưởng giấy đóng cửa.", " Xưởng giấy đóng cửa.", []),
        ("Xưởng giấy đóng cửa.", "The paper factory closed.", []),
        ("Trần Thị Đào đến.", "Chen Taohua came.", []),
        ("Trần Thị Đào đến.", "Chen came.", []),
        ("Trần Thị Đào đến.", "She came.", []),
        ("Trần Thị Đào đến.", "The guest came.", ["dao"]),
        ("Trần Thị Đào đến.", "Chen Taohau came, and she sat down.", ["dao"]),
        ("Thị Đào đến.", "Taohua came.", []),
        ("Xưởng giấy Sông Thương mở cửa.", "The Shang River Paper Mill opened.", []),
        ("Xưởng giấy Sông Thương (một xưởng giấy cũ).", "The Shang River Paper Mill (an old place).", ["mill"]),
        ("Xưởng giấy Sông Thương (một xưởng giấy cũ).", "The Shang River Paper Mill (an old mill).", []),
        ("Xưởng giấy ấy.", "The Shang River Paper Mill.", []),
        ("Dùng SRC (Thẻ Đọc Chung).", "Use the SRC (Common Book Pass).", ["card"]),
        ("Dùng SRC (Thẻ Đọc Chung).", "Use the SRC.", []),
        ("Dùng SRC (Thẻ Đọc Chung).", "Use the SRC (the SRC is new).", []),
        ("Dùng Thẻ Đọc Chung (mới).", "Use the SRC (new).", []),
        ("Mua giấy dó.", "Buy it.", []),
    ],
)
def test_missing_renderings(source: str, target: str, missing: list[str]) -> None:
    assert [issue.concept for issue in issues("TRM001", source, target)] == missing


def test_a_missing_rendering_says_what_is_expected() -> None:
    issue = issues("TRM001", "Nay xưởng giấy nghỉ.", "The workshop rests.")[0]
    assert issue.message == "no rendering of “xưởng giấy”"
    assert issue.hint == "expected “paper mill” or “mill”"
    assert (issue.side, issue.source_mark, issue.target_mark, issue.fix) == ("target", (4, 14), None, None)


def test_names_and_marked_terms_weigh_more_than_words_in_passing() -> None:
    def severity(source: str) -> Severity | None:
        return issues("TRM001", source, "Nothing here.")[0].severity

    assert severity("Đó là xưởng giấy cũ.") is Severity.WARNING
    assert severity("Đó là “xưởng giấy” cũ.") is None
    assert severity("Đó là (xưởng giấy).") is None
    assert severity("Trần Thị Đào đó.") is None


def test_a_misspelt_name_is_pointed_at() -> None:
    issue = issues("TRM001", "Trần Thị Đào đến.", "Then Chen Tauhua came.")[0]
    assert issue.message == "no rendering of “Trần Thị Đào”: “Chen Tauhua” is none"
    assert issue.target_mark == (5, 16)
    assert issue.fix is not None
    assert (issue.fix.replacement, issue.fix.safe) == ("Chen Taohua", False)


@pytest.mark.parametrize(
    ("source", "target", "wrong"),
    [
        ("Trần Thị Đào đến.", "Tran Thi Dao came.", ["Tran Thi Dao"]),
        ("Bà đến.", "Tran Thi Dao's son and Tao Hua came.", ["Tran Thi Dao", "Tao Hua"]),
        ("Xưởng giấy nghỉ.", "Paper factories rest.", ["Paper factories"]),
        ("Nhà máy nghỉ.", "Paper factories rest.", []),
        ("Xưởng giấy Sông Thương", "The Song Thuong Mill", ["Song Thuong Mill"]),
        ("Sông Thương", "Shang River", []),
        ("Ngày ấy", "Shang River", ["Shang River"]),
        ("Ngày ấy", "The Shang River Paper Mill", []),
        ("Trần Thị Đào", "See https://example.org/Tao Hua, #Tao and a@b.vn/Tran Thi Dao", ["Tran Thi Dao"]),
    ],
)
def test_forbidden_renderings(source: str, target: str, wrong: list[str]) -> None:
    found = [issue.target_mark for issue in issues("TRM002", source, target) if issue.target_mark]
    expected = wrong if "example.org" not in target else ["Tao Hua", *wrong]
    assert [target[start:end] for start, end in found] == expected


def test_a_forbidden_rendering_says_what_to_use() -> None:
    issue = issues("TRM002", "Đây, Trần Thị Đào.", "Here is Tran Thi Dao.")[0]
    assert issue.message == "“Tran Thi Dao” is a forbidden rendering of “Trần Thị Đào”"
    assert issue.hint == "use “Chen Taohua” or “Chen”"
    assert (issue.source_mark, issue.target_mark) == ((5, 17), (8, 20))
    assert issue.fix is not None
    assert (issue.fix.replacement, issue.fix.safe) == ("Chen Taohua", True)


@pytest.mark.parametrize(
    ("target", "told"),
    [
        ("He came to Beth-lehem-judah.", False),
        ("He came to Beth-lehem‑judah.", False),
        ("He came to a mid-judah town.", True),
        ("He came to judah.", True),
        ("He came to Beth-lehem.", True),
    ],
)
def test_a_name_goes_on_in_small_letters_behind_the_hyphen_of_a_capital(target: str, told: bool) -> None:
    checked = named("Người ấy đến xứ Giu-đa.", target)
    found = [issue for rule in ("TRM001", "TRM004") for issue in RULES[rule].check(checked)]
    assert bool(found) is told
