"""Values in the head of a document."""

import pytest

from songngu.corpus.readers.extraction import Extraction
from songngu.corpus.readers.markdown import read_blocks


def shown(raw: str) -> list[tuple[str, int, str]]:
    return [(block.kind.value, block.level, block.content.text) for block in read_blocks(raw, Extraction())]


def texts(raw: str) -> list[str]:
    return [text for _, _, text in shown(raw)]


def test_front_matter() -> None:
    raw = """---
title: "Trà \\"sen\\" \\u0041"
date: 2024-01-01
tags: [trà, sen]
description: >-
  Một bài
  về trà.

  Đoạn hai.
summary: Không ngoặc # ghi chú
subtitle: 'it''s
  tea'
hero:
  - tagline: Lời gọi
lead: [no, text]
authors: An
caption:
---
Thân bài
"""
    assert shown(raw) == [
        ("metadata", 0, 'Trà "sen" A'),
        ("metadata", 0, "Một bài về trà."),
        ("metadata", 0, "Đoạn hai."),
        ("metadata", 0, "Không ngoặc"),
        ("metadata", 0, "it's tea"),
        ("metadata", 0, "Lời gọi"),
        ("paragraph", 0, "Thân bài"),
    ]


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ('+++\ntitle = "Trà"\n+++\nThân', ["Trà", "Thân"]),
        ("---\ntitle: Trà\n---", ["Trà"]),
        ('---\ntitle: "Trà\n---\n', ["Trà"]),
        ('---\ntitle: "\\n \\x41\\ud800"\n---\n', ["A\ufffd"]),
        ("---\r\ntitle: Trà\r\n---\r\nThân", ["Trà", "Thân"]),
        ("---\ntitle: không đóng\n", ["title: không đóng"]),
    ],
)
def test_other_front_matter(raw: str, expected: list[str]) -> None:
    assert [text.strip() for text in texts(raw)] == expected


JSON = r"""{
  "title": "Trà \"sen\" \u1ea5m \ud83c\udf75",
  "date": "2024-01-01", "draft": false, "alt": true,
  "tags": ["title", "description"],
  "hero": {"tagline": "Lời gọi", "title": ["no", "text"]},
  "summary":
    "Dòng sau",
  "caption": ""
}"""


@pytest.mark.parametrize("head", [JSON, JSON.replace("\n", " "), f"---json\n{JSON}\n---", JSON.replace("\n", "\r\n")])
def test_front_matter_of_json(head: str) -> None:
    raw = f"{head}\n\nThân bài\n"
    blocks = list(read_blocks(raw, Extraction()))
    assert [(block.kind.value, block.content.text) for block in blocks] == [
        ("metadata", 'Trà "sen" ấm 🍵'),
        ("metadata", "Lời gọi"),
        ("metadata", "Dòng sau"),
        ("paragraph", "Thân bài"),
    ]
    (place,) = blocks[1].content.raw_spans()
    assert raw[place.start : place.end] == "Lời gọi"


@pytest.mark.parametrize("raw", ["{x}\n", '{"title": "a"} b\n', '{"title": "a"\n', "{}\n", "{" * 9, '{"a":' * 9_999])
def test_a_brace_that_begins_no_front_matter(raw: str) -> None:
    assert all(kind != "metadata" for kind, _, _ in shown(raw))
    assert texts(raw)
