"""Rows in which names and terms stand, and what is proposed for them."""

from songngu.glossary.suggest import Proposal, Suggestions

ROWS = [
    ("Lương Văn Phong sinh ra ở thành phố Trạm Giang.", "Liang Wenfeng was born in the city of Zhanjiang."),
    ("Công ty của Lương Văn Phong bán khung cửi điện.", "The company of Liang Wenfeng sells electric looms."),
    ("Khung cửi điện dệt nhanh hơn, theo Văn Phong.", "Electric looms weave faster, according to Wenfeng."),
    ("Ở Trạm Giang, DeepSeek thử khung cửi điện.", "In Zhanjiang, DeepSeek tested electric looms."),
    ("Người ta nói DeepSeek mua lại hai nhà máy.", "People say that DeepSeek bought two factories."),
    ("Chính phủ giảm thuế cho nhà máy nhỏ.", "The government cut taxes for small factories."),
]


def by_form(found: Suggestions) -> dict[str, Proposal]:
    return {form: each for each in found.proposals for form in (*each.source, *each.target)}
