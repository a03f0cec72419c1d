"""What a person decided is carried over: accepted, edited, joined, split, deleted, re-ordered; or refused."""

import io
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, cast

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from songngu.align.alignment import Alignment
from songngu.align.bead import Bead
from songngu.align.rows import to_bitext
from songngu.corpus.bitext import SCHEMA, from_rows, joined
from songngu.corpus.document import Document
from songngu.corpus.errors import InputError
from songngu.corpus.formats import load_format, write_stream
from songngu.corpus.formats.reading import Reading
from songngu.workspace.reviewed import Carried, carried_over, has_decisions, is_decided

if TYPE_CHECKING:
    from songngu.corpus.formats import ReadableFormat

VI = ["Quán mở sớm.", "Bà cụ nhóm bếp.", "Khách gọi trà sen.", "Tối đến quán lên đèn.", "Mưa rơi đều."]
EN = [
    "The shop opens early.",
    "She lights the stove.",
    "Guests order lotus tea.",
    "At night it lights up.",
    "It rains.",
]


def documents(vi: Sequence[str] = VI, en: Sequence[str] = EN) -> tuple[Document, Document]:
    return Document.from_sentences(vi, "vi", "a.vi.txt"), Document.from_sentences(en, "en", "a.en.txt")


def fresh(pair: tuple[Document, Document]) -> pl.DataFrame:
    sizes = len(pair[0].sentences), len(pair[1].sentences)
    beads = [Bead((k,), (k,), 0.9) for k in range(min(sizes))]
    beads += [Bead((k,), (), 0.9) for k in range(sizes[1], sizes[0])] + [Bead((), (k,), 0.9) for k in range(*sizes)]
    return to_bitext(Alignment(*pair, tuple(beads)))


def carried(rows: list[dict[str, Any]], pair: tuple[Document, Document] | None = None, **more: bool) -> Carried:
    pair = pair or documents()
    return carried_over(fresh(pair), from_rows(rows), pair, "kept.tsv", **more)


def rows_of(vi: Sequence[str] = VI, en: Sequence[str] = EN) -> list[dict[str, Any]]:
    return fresh(documents(vi, en)).to_dicts()


def covered(bitext: pl.DataFrame, side: str) -> list[int]:
    return [i for ids in bitext[f"{side}_ids"].to_list() for i in ids]


def texts(bitext: pl.DataFrame) -> list[tuple[str, str, str]]:
    return list(bitext.select("source", "target", "status").iter_rows())


def test_what_is_a_decision() -> None:
    row = rows_of()[0]
    assert not is_decided(row) and not has_decisions(from_rows([row]))
    assert not is_decided({**row, "note": "moved: goes with rows 3-5"})
    for change in ({"status": "accepted"}, {"note": "ask her"}, {"target": "It opens."}):
        assert is_decided({**row, **change})
    assert not is_decided({**row, "target": "It opens.", "source_file": ""})


def test_rows_that_are_read_the_other_way_round_are_no_decisions() -> None:
    row = rows_of()[0]
    names = {name: f"target{name[6:]}" for name in row if name.startswith("source")}
    turned = row | {new: row[old] for old, new in names.items()} | {old: row[new] for old, new in names.items()}
    assert turned["source"] == EN[0] and not is_decided(turned)
    assert is_decided({**turned, "target": "Quán đóng."})


def test_an_untouched_bitext_gives_way() -> None:
    old = rows_of(VI[:3], EN[:3])
    assert texts(carried(old).bitext) == texts(fresh(documents()))


def test_accepted_and_edited_rows_stay_where_their_sentences_are() -> None:
    rows = rows_of()
    rows[1] |= {"status": "accepted"}
    rows[3] |= {"status": "edited", "target": "Lights at dusk."}
    grown = documents(["Mới.", *VI], ["New.", *EN])
    done = carried(rows, grown)
    assert done.displaced.is_empty() and done.deleted == 0
    assert texts(done.bitext)[2] == (VI[1], EN[1], "accepted")
    assert texts(done.bitext)[4] == (VI[3], "Lights at dusk.", "edited")
    assert done.bitext["target_ids"].to_list()[4] == [4] and done.bitext["target_spans"].to_list()[4]
    assert covered(done.bitext, "source") == list(range(6)) and covered(done.bitext, "target") == list(range(6))
    assert dict(done.bitext.schema) == SCHEMA and done.bitext["row"].to_list() == list(range(6))


def test_a_decision_whose_sentence_is_gone_is_put_aside() -> None:
    rows = rows_of()
    rows[2] |= {"status": "accepted"}
    done = carried(rows, documents([*VI[:2], "Khách gọi cà phê.", *VI[3:]], EN))
    assert texts(done.displaced) == [(VI[2], EN[2], "accepted")]
    assert done.bitext["status"].to_list() == ["auto"] * 5


@pytest.mark.parametrize("status", ["edited", "accepted", "auto"])
def test_joined_rows_come_back_joined(status: str) -> None:
    rows = rows_of()
    rows[1] |= {side: " ".join(row[side] for row in rows[1:4]) for side in ("source", "target")} | {"status": status}
    done = carried([*rows[:2], rows[4]])
    assert texts(done.bitext)[1] == (" ".join(VI[1:4]), " ".join(EN[1:4]), "edited" if status == "auto" else status)
    assert done.bitext["source_ids"].to_list() == [[0], [1, 2, 3], [4]]


def test_rows_joined_and_rewritten_hold_all_their_sentences() -> None:
    rows = rows_of()
    rows[1] |= {"source": " ".join(VI[1:3]), "target": "She lights the stove and guests order tea.", "status": "edited"}
    done = carried([*rows[:2], *rows[3:]])
    assert done.bitext["source_ids"].to_list()[1] == [1, 2] and done.bitext["target_ids"].to_list()[1] == [1, 2]
    assert done.bitext.height == 4


def test_a_split_row_comes_back_split() -> None:
    rows = rows_of()
    halves = [{"source": "Khách gọi", "target": "Guests order"}, {"source": "trà sen.", "target": "lotus tea."}]
    done = carried([*rows[:2], *({**rows[2], **half} for half in halves), *rows[3:]])
    assert [(s, t) for s, t, _ in texts(done.bitext)][2:4] == [
        ("Khách gọi", "Guests order"),
        ("trà sen.", "lotus tea."),
    ]
    raw = " ".join(VI)
    spans = done.bitext["source_spans"].to_list()
    assert raw[spans[3][0]["start"] : spans[3][0]["end"]] == "trà sen."


def test_half_a_sentence_is_refused() -> None:
    rows = rows_of()
    rows[2] |= {"source": "Khách gọi"}
    with pytest.raises(InputError, match=r"kept\.tsv: “trà sen\.” stands in no row"):
        carried(rows)


def test_a_text_in_two_rows_is_refused() -> None:
    rows = rows_of()
    rows[1] |= {"source": " ".join(VI[1:3]), "status": "edited"}
    rows[2] |= {"status": "accepted"}
    with pytest.raises(InputError, match="stands in row 2 and in row 3"):
        carried(rows)


def test_a_row_of_nobody_is_refused() -> None:
    stranger = dict.fromkeys(SCHEMA) | {"id": "x", "source": "Ai đó.", "target": "Somebody.", "status": "accepted"}
    with pytest.raises(InputError, match="row 6 stands in neither document"):
        carried([*rows_of(), stranger | {"document": "", "source_file": "", "target_file": "", "row": 9}])


def test_deleted_rows_come_back_rejected() -> None:
    rows = rows_of()
    done = carried([rows[0], *rows[2:]])
    assert done.deleted == 1 and texts(done.bitext)[1] == (VI[1], EN[1], "rejected")
    assert carried([rows[0], *rows[2:]], complete=False).deleted == 0
    grown = documents([VI[0], "Mới.", *VI[1:]], [EN[0], "New.", *EN[1:]])
    assert "rejected" not in carried([rows[0], *rows[2:]], grown).bitext["status"].to_list()


def test_the_order_of_the_file_says_nothing() -> None:
    rows = [row | {"status": "accepted"} for row in rows_of()]
    assert texts(carried(rows[::-1]).bitext) == [(s, t, "accepted") for s, t in zip(VI, EN, strict=True)]


def test_a_crossing_pair_is_kept() -> None:
    rows = rows_of()
    rows[1], rows[2] = (
        rows[1] | {f"target{k}": rows[2][f"target{k}"] for k in ("", "_ids", "_spans")} | {"status": "accepted"},
        rows[2] | {f"target{k}": rows[1][f"target{k}"] for k in ("", "_ids", "_spans")} | {"status": "accepted"},
    )
    done = carried(rows)
    assert texts(done.bitext)[1:3] == [(VI[1], EN[2], "accepted"), (VI[2], EN[1], "accepted")]


def test_what_repeats_a_row_that_gave_way_names_its_heir() -> None:
    pair = documents()
    alone = fresh(pair).to_dicts()
    alone[4]["duplicate_of"] = alone[1]["id"]
    rows = rows_of()
    rows[1] |= {"status": "edited", "target": "The stove is lit."}
    done = carried_over(from_rows(alone), from_rows(rows), pair, "kept.tsv")
    assert done.bitext["duplicate_of"].to_list()[4] == done.bitext["id"].to_list()[1] != alone[1]["id"]


@given(st.lists(st.sampled_from(["auto", "accepted", "edited", "rejected"]), min_size=5, max_size=5), st.randoms())
def test_every_sentence_stands_once_whatever_is_decided(statuses: list[str], random: Any) -> None:
    rows = [row | {"status": status} for row, status in zip(rows_of(), statuses, strict=True)]
    random.shuffle(rows)
    done = carried(rows)
    assert covered(done.bitext, "source") == covered(done.bitext, "target") == list(range(5))
    assert done.bitext["status"].to_list() == [row["status"] for row in sorted(rows, key=lambda row: row["source_ids"])]
    again = carried_over(fresh(documents()), done.bitext, documents(), "kept.tsv")
    assert again.bitext.equals(done.bitext)


LOSING = ["tmx", "xliff", "xliff2", "xlsx", "tsv", "csv", "jsonl", "parquet", "po"]
ODD = (
    ["Quán\x01 mở sớm.", "Bà cụ nhóm \x1b[0mbếp.", "Khách gọi\ufffe trà.", "Trời " + "mưa rất to " * 4000 + "thế."],
    [
        "The shop\x01 opens early.",
        "She lights the\x02 stove.",
        "Guests\uffff order tea.",
        "It " + "rains " * 7000 + ".",
    ],
)


def kept_as(bitext: pl.DataFrame, format: str) -> pl.DataFrame:
    stream = io.BytesIO()
    write_stream(bitext, stream, "kept", format)
    stream.seek(0)
    module = cast("ReadableFormat", load_format(format))
    return joined(list(module.scan(stream, Reading("kept", ("vi", "en"), whole=True))))


@pytest.mark.parametrize("format", LOSING)
def test_what_a_format_cannot_hold_is_no_decision(format: str) -> None:
    new = fresh(documents(*ODD))
    kept = kept_as(new, format)
    assert not has_decisions(kept)
    assert carried(kept.to_dicts(), documents(*ODD)).bitext.equals(new)


@pytest.mark.parametrize("format", LOSING)
def test_what_was_accepted_stands_for_the_text_that_a_format_cannot_hold(format: str) -> None:
    new = fresh(documents(*ODD)).with_columns(pl.lit("accepted", SCHEMA["status"]).alias("status"))
    done = carried(kept_as(new, format).to_dicts(), documents(*ODD))
    assert texts(done.bitext) == texts(new) and done.displaced.is_empty()


@pytest.mark.parametrize("format", LOSING)
def test_a_change_beside_what_a_format_cannot_hold_is_kept(format: str) -> None:
    kept = kept_as(fresh(documents(*ODD)), format).to_dicts()
    kept[0]["target"] = "It opens early."
    done = carried(kept, documents(*ODD)).bitext.to_dicts()
    assert [row["status"] for row in done] == ["edited", "auto", "auto", "auto"]
    assert done[0]["target"] == "It opens early." and done[1]["source"] == ODD[0][1]


def test_a_character_that_a_person_deleted_stays_deleted() -> None:
    row = rows_of(*ODD)[0]
    for change in ({}, {"status": "edited"}):
        kept = [{**row, "source": "Quán mở sớm.", **change}, *rows_of(*ODD)[1:]]
        assert texts(carried(kept, documents(*ODD)).bitext)[0] == ("Quán mở sớm.", ODD[1][0], "edited")
