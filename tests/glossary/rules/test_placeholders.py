"""Placeholders as their dialect means them."""

import pytest

from songngu.corpus.document import Markup, MarkupKind, Span
from songngu.glossary.rules import RULES
from songngu.glossary.rules.placeholders import Dialect, placeholders
from songngu.glossary.rules.rule import Row
from tests.glossary.rules.checked import rules


@pytest.mark.parametrize(
    ("flags", "source", "target", "fires"),
    [
        ("no-c-format", "Use %s as it is", "Dùng nguyên", False),
        ("", "Use %s as it is", "Dùng nguyên", True),
        ("c-format", "100%% done", "xong 100%", True),
        ("c-format", "100%% done", "xong 100%%", False),
        ("c-format", "{n} of %d", "{s} trong %d", False),
        ("c-format", "%d in %s", "%s có %d", True),
        ("c-format", "%d in %s", "%2$s có %1$d", False),
        ("python-brace-format", "Only 5% of {n}", "Chỉ 5% của {n}", False),
        ("python-brace-format", "{n} %d", "{m} %d", True),
        ("python-format", "Hi %(name)s", "Chào %(ten)s", True),
        ("no-python-brace-format", "Write {name}", "Viết {tên}", False),
    ],
)
def test_the_dialect_that_a_file_says(flags: str, source: str, target: str, fires: bool) -> None:
    markup = [
        [Markup(MarkupKind.DIALECT, flag, Span(0, len(text))) for flag in flags.split()] for text in (source, target)
    ]
    row = Row(source, target, "en", "vi", source_markup=markup[0], target_markup=markup[1])
    assert bool(list(RULES["TAG002"].check(row))) == fires


@pytest.mark.parametrize(
    ("source", "target", "found"),
    [
        ("Trong %s có %d thư.", "%d letters in %s.", ["TAG002"]),
        ("Trong %2$s có %1$d thư.", "%d letters in %s.", []),
        ("Không đọc được “%.255s”.", "Cannot read '%.250s'.", []),
        ("Chép %5d tệp, %.2f%%, %-10s.", "Copied %d files, %f%%, %s.", []),
        ("Chép %d tệp%s rồi.", "Copied %d file%s.", []),
        ("Chép %ld tệp.", "Copied %d files.", ["TAG002"]),
        ("Sai số %*d là %zu.", "The error %*d is %zu.", []),
        ("Giảm 50% so với năm ngoái, 20%s.", "Down 50% so far, 20%s.", []),
        ("Chỉ còn 5 % dầu.", "Only 5 % diesel left.", []),
        ("Hết %(count)d của %(name)s.", "%(name)s is out of %(count)d.", []),
        ("Hết %(count)d.", "Out of %(cout)d.", ["TAG002"]),
        ("{g, select, he {anh} other {họ}}", "{g, select, other {they} he {him}}", []),
        ("{g, select, anh {anh} other {họ}}", "{g, select, he {him} other {they}}", ["TAG002"]),
        ("{n, plural, other {{who} có # cá}}", "{n, plural, one {{who} has # fish} other {{who} have # fish}}", []),
        (
            "{n, plural, other {{ai} có # cá}}",
            "{n, plural, one {{who} has # fish} other {{who} have # fish}}",
            ["TAG002"],
        ),
        ("{who} có {n, plural, other {# cá}}", "{n, plural, other {{who} has # fish}}", []),
        ("Chào $user!", "Hello $usr!", ["TAG002"]),
        ("Giá 5$, hàm $x$.", "$5, the function $x$.", []),
        ("Chào %user%, __NAME__.", "Hello %usr%, __NAME__.", ["TAG002"]),
        ("@:menu.open rồi :count mục", "@:menu.close and :count items", ["TAG002"]),
        ("Có :count mục", "There are :number items", ["TAG002"]),
        ("Lưu ý :cẩn thận", "Note: take care", []),
        ("{% if ok %}có{% endif %}", "{%- if ok -%}yes{%- endif -%}", []),
        ("{% if ok %}có{% endif %}", "{% if oke %}yes{% endif %}", ["TAG002"]),
        ("<%= name %>, {% trans 'gió' %}", "<%= name %>, {% trans 'wind' %}", []),
        ("{user.name!r:>9}", "{user.id!r:>9}", ["TAG002"]),
        ("%1$s và %2$s.", "%2$s, %1$s and %1$s.", []),
        ("Còn {0} và {1:.2f}.", "{1} and {0} left.", []),
        ("Còn {count, plural, other {# quả}}.", "{count, plural, one {# fruit} other {# fruits}} left.", []),
        ("Còn {count, plural, other {# quả}}.", "{sum, plural, one {# fruit} other {# fruits}} left.", ["TAG002"]),
        ("Chào { $name }.", "Hello {$name}.", []),
        ("Chào { $name }.", "Hello { $ten }.", ["TAG002"]),
        ("Chào {{ name }} và ${x}.", "Hello {{name}} and ${x}.", []),
        ("Chào %{name}.", "Hello.", ["TAG002"]),
        ("Hàm $e^{x}$ và \\(a_{n}\\) dương.", "$e^{ x }$ and \\(a_{ n }\\) are positive.", []),
        ("Chào {name}, %s, %(n)d.", "Hello {name}, %s, %(n)d.", []),
        ("Chào {name}.", "Hello.", ["TAG002"]),
        ("Giảm 50% so với trước.", "Down 50% on before.", []),
    ],
)
def test_placeholders_are_the_same_on_both_sides(source: str, target: str, found: list[str]) -> None:
    assert rules((source, target), select="TAG") == found


def test_what_a_text_holds_and_where() -> None:
    text = "Chép %2$s, {name} và 100%."
    found = placeholders(text)
    assert [text[slice(*each.mark)] for each in found] == [each.text for each in found] == ["%2$s", "{name}"]
    assert [each.text for each in placeholders(text, Dialect(has_directives=False))] == ["{name}"]


@pytest.mark.parametrize(
    ("source", "target", "fires"),
    [
        ("Đã tải %s%%.", "%s% downloaded.", True),
        ("Đã tải %s%%.", "%s%% downloaded.", False),
        ("Đã tải %d%%.", "%d per cent downloaded.", False),
        ("Chắc 100%%.", "100% sure.", False),
        (r"Lưu xong.\nThoát?", "Saved. Leave?", True),
        (r"Lưu xong.\nThoát?", r"Saved.\nLeave?", False),
        (r"Xem D:\Nhà.", r"See D:\New.", False),
    ],
)
def test_escapes_that_are_lost(source: str, target: str, fires: bool) -> None:
    assert ("TAG002" in rules((source, target), select="TAG")) == fires


def test_a_line_break_of_one_side_only_is_told_in_either_direction() -> None:
    assert rules(("Saved. Leave?", r"Lưu xong.\nThoát?"), select="TAG") == ["TAG002"]


def test_a_sign_for_per_cent_before_its_number() -> None:
    pair = "Down by 30%.", "%30'u azaldı."
    assert rules(pair, select="TAG002", source_lang="en", target_lang="tr") == []
    assert rules(pair[::-1], select="TAG002", source_lang="tr", target_lang="en") == []
    lost = rules(("File %1!", "Dosya %2!"), select="TAG002", source_lang="en", target_lang="tr")
    assert lost == ["TAG002"]


def test_a_line_end_at_either_edge_is_kept() -> None:
    assert rules(("Gió\n", "Wind\n"), ("\nGió", "\nWind"), select="TAG") == []
    assert rules(("Gió\n", "Wind"), ("Gió", "\nWind"), select="TAG") == ["TAG002", "TAG002"]
