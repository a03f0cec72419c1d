import pytest

from songngu.corpus.language.numerals import compare_numerals


@pytest.mark.parametrize(
    ("source", "target", "told"),
    [
        ("Phim dài 95 phút.", "The film runs for an hour and 35 minutes.", ""),
        ("Phim dài 95 phút.", "The film runs for an hour and 25 minutes.", "error"),
        ("Họp 45 phút.", "They met for three quarters of an hour.", ""),
        ("Họp 45 phút.", "They met for a quarter of an hour.", "error"),
        ("Vé giá 350.000 đồng.", "A ticket costs about $14.", "info"),
        ("Vé giá 350.000 đồng.", "A ticket costs 350,000 dong (about $14).", "info"),
        ("Vé giá 350.000 đồng.", "A ticket costs $350.", "error"),
        ("Vé giá 350.000 đồng.", "A ticket costs 530,000 dong.", "error"),
        ("Vé giá 20 USD hoặc 500.000 đồng.", "A ticket costs $20 or 600,000 dong.", "error"),
    ],
)
def test_amounts_said_otherwise(source: str, target: str, told: str) -> None:
    for found in (compare_numerals(source, target, "vi", "en"), compare_numerals(target, source, "en", "vi")):
        heard = {str(each.severity) for each in found}
        assert heard == ({told} if told else set())
