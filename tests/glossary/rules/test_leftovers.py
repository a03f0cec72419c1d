"""Clauses and sentences left out or added, told by `songngu check` as it stands, in both directions."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from songngu.cli import app
from songngu.corpus.bitext import from_rows
from songngu.glossary.concept import Glossary
from songngu.glossary.rules.check import check_bitext

VI = "Quán mở cửa lúc trời chưa sáng. {}Khách quen ngồi bên cửa sổ và uống trà sen.\n"
EN = "The inn opens before dawn. {}Regular guests sit by the window and drink lotus tea.\n"
MORE_VI = "Chủ quán trả tiền thuê nhà cho người hàng xóm mỗi tháng. "
MORE_EN = "The owner pays the rent of the house to a neighbour every month. "


@pytest.mark.parametrize("suffix", ["txt", "md", "html"])
@pytest.mark.parametrize(("vi", "en"), [(MORE_VI, ""), ("", MORE_EN)])
@pytest.mark.parametrize("turned", [False, True])
def test_a_sentence_too_many_is_told(tmp_path: Path, suffix: str, vi: str, en: str, turned: bool) -> None:
    paths = [tmp_path / f"a.{lang}.{suffix}" for lang in ("vi", "en")]
    for path, text in zip(paths, (VI.format(vi), EN.format(en)), strict=True):
        path.write_text(f"<p>{text}</p>" if suffix == "html" else text, encoding="utf-8")
    langs = ["--source-lang", "en", "--target-lang", "vi"] if turned else []
    done = CliRunner().invoke(app, ["check", *map(str, paths[:: -1 if turned else 1]), *langs, "--format", "json"])
    wanted = {"SEG001", "SEG009"} if bool(vi) is not turned else {"SEG002", "SEG010"}
    assert done.exit_code == 1 and {each["rule"] for each in json.loads(done.stdout)["findings"]} & wanted


@pytest.mark.parametrize("turned", [False, True])
def test_what_is_all_there_is_silent(tmp_path: Path, turned: bool) -> None:
    paths = [tmp_path / f"a.{lang}.txt" for lang in ("vi", "en")]
    for path, text in zip(paths, (VI.format(MORE_VI), EN.format(MORE_EN)), strict=True):
        path.write_text(text, encoding="utf-8")
    langs = ["--source-lang", "en", "--target-lang", "vi"] if turned else []
    done = CliRunner().invoke(app, ["check", *map(str, paths[:: -1 if turned else 1]), *langs])
    assert (done.exit_code, done.stdout) == (0, "")


def rules(*pairs: tuple[str, str], **more: str) -> list[tuple[str, str]]:
    rows = ({"id": str(i), "document": "d", "row": i, "source": source, "target": target, "source_lang": "vi",
             "target_lang": "en", "status": "auto", **more} for i, (source, target) in enumerate(pairs))  # fmt: skip
    return [(found.rule, found.severity.value) for found in check_bitext(from_rows(rows), Glossary(()))]


def test_neighbours_left_alone_are_checked_as_a_pair() -> None:
    vi, en = (
        "Chủ quán trả 25 đồng tiền thuê nhà mỗi tháng.",
        "The owner pays a rent of 52 dong for the house every month.",
    )
    for pairs in (((vi, ""), ("", en)), (("", en), (vi, ""))):
        assert {("SEG008", "info"), ("NUM010", "warning")} <= set(rules(*pairs))
    other = "Every guest drinks lotus tea by the big window."
    assert {rule for rule, _ in rules((vi, ""), ("", other))} == {"SEG001", "SEG002"}
    assert {rule for rule, _ in rules((vi, ""), ("", en), status="accepted")} == {"SEG001", "SEG002"}


def test_what_stands_in_the_next_segment_is_not_missed() -> None:
    first, second = "The inn opens before dawn.", "Regular guests drink lotus tea. "
    vi = "Quán mở cửa lúc trời chưa sáng. " + MORE_VI
    assert ("SEG009", "warning") in rules((vi, first), ("Khách quen uống trà sen.", second))
    assert ("SEG009", "warning") not in rules((vi, first), ("Khách quen uống trà sen.", second + MORE_EN))


RENT = "Bên thuê trả tiền nhà trước ngày mùng năm hằng tháng."
RENT_EN = "The tenant pays the rent before the fifth of each month{}."


@pytest.mark.parametrize(
    "added",
    [
        " and repairs the roof at his own cost",
        ", and repairs the roof at his own cost",
        " because the landlord asked him to in writing",
        "; he also repairs the roof at his own cost",
        " (he also repairs the roof at his own cost)",
    ],
)
def test_a_clause_joined_by_whatever_is_told(added: str) -> None:
    assert {rule for rule, _ in rules((RENT, RENT_EN.format(added)))} == {"SEG010"}
    assert rules((RENT, RENT_EN.format(""))) == []


@pytest.mark.parametrize("turned", [False, True])
def test_a_text_too_long_for_links_is_judged_by_its_words(turned: bool) -> None:
    vi, en = (13 * text.format("") for text in (VI.replace("\n", " "), EN.replace("\n", " ")))
    more = "Police officers arrested two fishermen whose engines polluted beaches near several northern provinces. "
    langs = {"source_lang": "en", "target_lang": "vi"} if turned else {}
    for text, wanted in ((en + more, {"SEG010", "SEG009"}), (en, set())):
        told = {rule for rule, _ in rules((text, vi) if turned else (vi, text), **langs)} & {"SEG009", "SEG010"}
        assert told <= wanted and bool(told) is bool(wanted)


@pytest.mark.parametrize("turned", [False, True])
@pytest.mark.parametrize(
    ("vi", "en", "more"),
    [
        ("Bên B trả tiền thuê trước ngày 10 hằng tháng.", "Party B shall pay the rent before the 10th of each month.",
         ("Tiền đặt cọc không được hoàn lại.", "The deposit is not refundable.")),
        ("Thuốc này uống sau bữa ăn, mỗi ngày hai lần.", "Take this medicine after meals, twice a day.",
         ("Để xa tầm tay trẻ em.", "Keep out of reach of children.")),
    ],
)  # fmt: skip
def test_a_whole_sentence_is_a_warning(vi: str, en: str, more: tuple[str, str], turned: bool) -> None:
    langs = {"source_lang": "en", "target_lang": "vi"} if turned else {"source_lang": "vi", "target_lang": "en"}
    for longer in ((f"{vi} {more[0]}", en), (vi, f"{en} {more[1]}")):
        pair = longer[::-1] if turned else longer
        rows = [{"id": "0", "document": "d", "row": 0, "source": pair[0], "target": pair[1], "status": "auto", **langs}]
        told = [found for found in check_bitext(from_rows(rows), Glossary()) if found.rule in ("SEG009", "SEG010")]
        assert [found.severity.value for found in told] == ["warning"]
