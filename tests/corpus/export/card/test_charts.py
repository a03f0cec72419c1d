"""Charts of a card."""

from lxml import etree

from songngu.corpus.export.card.charts import bar_chart
from songngu.corpus.export.card.facts import Histogram


def test_charts_are_xml_of_any_size() -> None:
    for most in (0, 1, 3, 7, 999, 12_345, 9_999_999, 3_000_000_000):
        chart = bar_chart("a", "b & c", "words", [("vi", Histogram((("1–5", most), ("6–10", most // 3))))])
        tree = etree.fromstring(chart)
        for bar in tree.iter("rect"):
            assert 0 <= float(bar.get("y", "")) < 210
        counts = [text.text for text in tree.iter("text") if text.get("class") == "count"]
        assert len(set(counts)) == len(counts) <= 6
