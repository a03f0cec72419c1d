"""What of a sentence is prose, and what is code."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from songngu.corpus.language.prose import HIDDEN, code_spans, in_code, prose


def found(text: str) -> list[str]:
    return [text[span.start : span.end] for span in code_spans(text)]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Chạy `x 5` hai lần.", ["`x 5`"]),
        ("Dùng ``a ` b`` ở đây.", ["``a ` b``"]),
        ("Gọi Dataset.map() rồi train_dataset.", ["Dataset.map()", "train_dataset"]),
        ("Sửa .gitignore trong .github.", [".gitignore", ".github"]),
        ("Đặt rate=0.5 và --batch-size=16.", ["rate=0.5", "--batch-size=16"]),
        ("Hàm f(x) và sin(2*x) liên tục.", ["f(x)", "sin(2*x)"]),
        ("Ta có $x_1 = 2,5$ với mọi $n$.", ["$x_1 = 2,5$", "$n$"]),
        (r"Ta có \(a^2\) và \frac{1}{2}.", [r"\(a^2\)", r"\frac{1}{2}"]),
        ("Xem https://vi-du.example/a?b=3 nhé.", ["https://vi-du.example/a?b=3"]),
        ("Thư tới a.b3@vi-du.example.", ["a.b3@vi-du.example"]),
        ("Trang vi-du.com/gia có giá.", ["vi-du.com/gia"]),
        ("Mở /etc/hosts hay ./run hay C:\\Temp\\a1.", ["/etc/hosts", "./run", "C:\\Temp\\a1."]),
        ("Tệp src/app/main.py và config.json.", ["src/app/main.py", "config.json"]),
        ("Chào {name}, %s có {0} thư, %1$d ngày.", ["{name}", "%s", "{0}", "%1$d"]),
        ("Bấm <b>Lưu</b> &amp; <0>đi</0>.", ["<b>", "</b>", "&amp;", "<0>", "</0>"]),
        ("Biến ${HOME} và $PATH.", ["${HOME}", "$PATH"]),
        ("Lỗi 0xC0000005 của std::vector.", ["0xC0000005", "std::vector"]),
    ],
)
def test_code(text: str, code: list[str]) -> None:
    assert found(text) == code


@pytest.mark.parametrize(
    "text",
    [
        "Giá từ $5 đến $10, tức 5$ một cái.",
        "It costs $5 and he paid $7 for the rest.",
        "US$20 to A$30 (or $4M) and $5–$6.",
        "Xong rồi... thôi .Hết (...rồi) “hết”.vậy",
        "and/or, km/h, 1/2, 24/7, he/she, A/B",
        "Số (s) của file(s), class(es) và Lan (2020).",
        "at 3 a.m. in the U.S., e.g. i.e. here.",
        "Tăng 5% số dân, 100%.",
        "Hôm nay trời đẹp.Tôi đi chơi.",
        "Lấy x = -3 và y = 2,5.",
        "iPhone 15 và GPT-4 chạy v1.2.3.",
        "Nguyễn Văn A: 3 < 5 & 7 > 2.",
        "nói --vâng, ông",
        "(3,4) và [0; 1] và {1, 2, 3}",
    ],
)
def test_prose(text: str) -> None:
    assert found(text) == []


def test_hidden_characters_keep_every_offset() -> None:
    text = "Chạy `x 5` ba lần."
    assert prose(text) == "Chạy " + HIDDEN * 5 + " ba lần."
    assert in_code(text, 8, 9)
    assert not in_code(text, 0, 5)


@given(st.text("ab1 `$_.(){}<>/=%\\-@,", max_size=60))
def test_spans_are_in_order_and_inside(text: str) -> None:
    end = 0
    for span in code_spans(text):
        assert end <= span.start < span.end <= len(text)
        end = span.end
    assert len(prose(text)) == len(text)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Mở tài\\nkhoản.", ""),
        ("x\\times y", "\\times"),
        ("góc\\theta", "\\theta"),
        ("a\\tab", ""),
        ("a \\nabla b", "\\nabla"),
    ],
)
def test_escaped_breaks_between_words_are_no_commands(text: str, code: str) -> None:
    assert "".join(text[span.start : span.end] for span in code_spans(text)) == code
