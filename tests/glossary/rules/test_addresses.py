"""Addresses of pages in two languages."""

from __future__ import annotations

import pytest

from songngu.glossary.rules.addresses import Likeness, likeness


@pytest.mark.parametrize(
    ("source", "target", "wanted"),
    [
        ("https://a.example/x/", "https://a.example/x", Likeness.SAME),
        ("https://vi.a.example/x", "https://en.a.example/x", Likeness.SAME),
        ("https://vi.a.example/Cho", "https://en.a.example/Market", Likeness.LOCALISED),
        ("https://a.example/vi-du", "https://a.example/vi-du", Likeness.SAME),
        ("huong-dan_vi.md", "huong-dan.md", Likeness.SAME),
        ("a%20b", "a b", Likeness.SAME),
        ("#cai-dat", "#install", Likeness.LOCALISED),
        ("/a", "/b", Likeness.NONE),
        ("/a#x", "#x", Likeness.NONE),
    ],
)
def test_addresses(source: str, target: str, wanted: Likeness) -> None:
    assert likeness(source, target, ("vi", "en-GB")) is wanted
