from pathlib import Path

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from songngu.corpus.bitext import from_rows, joined
from songngu.corpus.errors import InputError, UsageError
from songngu.corpus.export import Job, Recipe, export
from songngu.corpus.export.multiparallel import (
    all_pairs,
    parse_pairs,
    rows_of_pairs,
    units_of_bitexts,
    units_of_readings,
)
from songngu.corpus.formats import read_bitext, write_bitext


def bitext(lang, *beads, turned=False):
    """Beads of a Vietnamese text: start and end of their spans, and the rendering."""
    rows = []
    for number, (spans, text) in enumerate(beads):
        vi = {"text": " ".join(f"s{start}" for start, _ in spans), "lang": "vi", "file": "a.vi.txt",
              "spans": [{"start": start, "end": end} for start, end in spans], "ids": []}  # fmt: skip
        other = {"text": text, "lang": lang, "file": f"a.{lang}.txt", "spans": [], "ids": [number]}
        one, two = (other, vi) if turned else (vi, other)
        rows.append(
            {"id": f"{lang}{number}", "document": "a", "row": number, "source": one["text"], "target": two["text"],
             "status": "auto", "probability": 0.9}
            | {f"source_{key}": one[key] for key in ("lang", "file", "spans", "ids")}
            | {f"target_{key}": two[key] for key in ("lang", "file", "spans", "ids")}
        )  # fmt: skip
    return from_rows(rows)


def texts(units):
    return [{lang: segment.text for lang, segment in unit.segments.items()} for unit in units]


def test_bitexts_of_one_source_are_joined_on_its_spans():
    en = bitext("en", ([(0, 9)], "One."), ([(10, 19), (20, 29)], "Two and three."))
    fr = bitext("fr", ([(0, 9)], "Un."), ([(10, 19)], "Deux."), ([(20, 29)], "Trois."), turned=True)
    units, notes = units_of_bitexts(joined([en, fr]))
    assert texts(units) == [
        {"vi": "s0", "en": "One.", "fr": "Un."},
        {"vi": "s10 s20", "en": "Two and three.", "fr": "Deux. Trois."},
    ]
    assert notes == []
    rows = pl.concat(rows_of_pairs(units, [("fr", "en")]))
    assert rows.select("source", "target").rows() == [("Un.", "One."), ("Deux. Trois.", "Two and three.")]
    assert rows["unit"].n_unique() == 2 == rows["id"].n_unique()


def test_a_language_that_covers_a_unit_in_part_is_not_in_it():
    en = bitext("en", ([(0, 9), (10, 19)], "One and two."))
    fr = bitext("fr", ([(0, 9)], "Un."))
    units, notes = units_of_bitexts(joined([en, fr]))
    assert texts(units) == [{"vi": "s0 s10", "en": "One and two."}]
    assert notes == ["1 units have no text in fr: its rows cover only part of them"]


def test_without_spans_equal_texts_are_joined():
    en, fr = bitext("en", ([(0, 9)], "Yes."), ([(10, 19)], "No.")), bitext("fr", ([(10, 19)], "Non."))
    plain = joined([en, fr]).with_columns(
        source_spans=pl.lit([], pl.List(pl.Struct({"start": pl.UInt64, "end": pl.UInt64})))
    )
    units, _ = units_of_bitexts(plain)
    assert texts(units) == [{"vi": "s0", "en": "Yes."}, {"vi": "s10", "en": "No.", "fr": "Non."}]


def test_two_bitexts_in_one_language_and_what_is_rejected():
    one, again = bitext("en", ([(0, 9)], "One.")), bitext("en", ([(0, 9)], "First."))
    rejected = bitext("fr", ([(0, 9)], "Non.")).with_columns(status=pl.lit("rejected").cast(one["status"].dtype))
    assert texts(units_of_bitexts(joined([one, again, rejected]))[0]) == [{"vi": "s0", "en": "One."}]
    assert units_of_bitexts(rejected) == ([], [])
    with pytest.raises(UsageError, match="no language is in all"):
        other = one.with_columns(source_lang=pl.lit("de"), target_lang=pl.lit("nl"))
        units_of_bitexts(joined([one, other]))


@settings(max_examples=30, deadline=None)
@given(st.lists(st.integers(1, 3), min_size=1, max_size=6), st.lists(st.integers(1, 3), min_size=1, max_size=6))
def test_no_sentence_is_in_two_units(sizes, others):
    def beads(lang, sizes):
        places = [sum(sizes[:k]) for k in range(len(sizes))]
        spans = [
            [(10 * n, 10 * n + 9) for n in range(place, place + size)]
            for place, size in zip(places, sizes, strict=True)
        ]
        return bitext(lang, *((each, f"{lang}{k}") for k, each in enumerate(spans)))

    units, _ = units_of_bitexts(joined([beads("en", sizes), beads("fr", others)]))
    words = [word for unit in units for word in unit.segments["vi"].text.split()]
    assert len(words) == len(set(words)) == max(sum(sizes), sum(others))


@pytest.mark.parametrize("text", ["vi", "vi-vi", "vi-en-fr", "vi-", "vi-en,", "vi-en,en-vi", "vi-en,vi-en"])
def test_what_is_no_pair_is_told(text):
    with pytest.raises(UsageError):
        parse_pairs(text)
    assert parse_pairs("vi-en, vi:zh-Hant") == (("vi", "en"), ("vi", "zh-Hant"))
    assert parse_pairs("all") == ()


WORDS = ["chợ", "phố", "đò", "mưa", "nắng", "trăng", "lúa", "cau", "tre", "làng", "đình", "chùa"]


def tmx(path):
    units = []
    for place, word in enumerate(WORDS):
        told = {
            "vi": f"{word} {place} bến sông hôm qua",
            "en": f"{word[::-1]} went {place} times {word} away",
            "fr": f"{word} allait {place} fois là {word}",
        }
        langs = {lang: text for lang, text in told.items() if lang != "fr" or place % 4}
        units.append(
            "<tu>"
            + "".join(f'<tuv xml:lang="{lang}"><seg>{text}</seg></tuv>' for lang, text in langs.items())
            + "</tu>"
        )
    head = '<header srclang="vi" adminlang="en" segtype="sentence" datatype="plaintext" o-tmf="x" creationtool="x"/>'
    path.write_text(
        f'<?xml version="1.0"?><tmx version="1.4">{head}<body>{"".join(units)}</body></tmx>', encoding="utf-8"
    )


def test_a_memory_of_many_languages_is_exported_for_any_pair_and_no_text_is_in_two_parts(tmp_path):
    tmx(tmp_path / "many.tmx")
    recipe = Recipe(pairs="vi-en,en-fr").with_split(shares="train=0.5,test=0.5", by="cluster")
    done = export(Job((str(tmp_path / "many.tmx"),), (str(tmp_path / "out.jsonl"),)), recipe)
    files = {path.name: read_bitext(path) for path in sorted(tmp_path.glob("out.*-*.jsonl"))}
    assert list(files) == [
        "out.en-fr.test.jsonl",
        "out.en-fr.train.jsonl",
        "out.vi-en.test.jsonl",
        "out.vi-en.train.jsonl",
    ]
    assert sum(each.height for each in files.values()) == done.kept
    parts = {
        part: {unit for name, each in files.items() if part in name for unit in each.get_column("unit", default=())}
        for part in ("train", "test")
    }
    assert parts["train"] and parts["test"] and not parts["train"] & parts["test"]
    assert set(files["out.en-fr.train.jsonl"]["source_lang"]) <= {"en"}
    with pytest.raises(UsageError, match="no text is in vi and de"):
        export(Job((str(tmp_path / "many.tmx"),), (str(tmp_path / "x.jsonl"),)), Recipe(pairs="vi-de"))


def test_a_folder_of_each_pair_has_a_card_of_its_own(tmp_path):
    tmx(tmp_path / "many.tmx")
    export(Job((str(tmp_path / "many.tmx"),), (str(tmp_path / "out.hf"),)), Recipe(pairs="vi-en,en-fr"))
    for pair, word in (("vi-en", "- vi"), ("en-fr", "- fr")):
        assert word in (tmp_path / f"out.{pair}.hf" / "README.md").read_text(encoding="utf-8")
        assert read_bitext(tmp_path / f"out.{pair}.hf").height


def test_bitexts_are_exported_for_all_pairs(tmp_path):
    for lang, texts in (("en", ("One.", "Two.")), ("fr", ("Un.", "Deux."))):
        write_bitext(
            bitext(lang, *(([(10 * k, 10 * k + 9)], text) for k, text in enumerate(texts))), tmp_path / f"{lang}.jsonl"
        )
    job = Job((str(tmp_path / "en.jsonl"), str(tmp_path / "fr.jsonl")), (str(tmp_path / "out.tsv"),))
    done = export(job, Recipe(pairs="all"))
    assert sorted(Path(path).name for path in done.written if "removed" not in path) == [
        "out.en-fr.tsv", "out.vi-en.tsv", "out.vi-fr.tsv",
    ]  # fmt: skip
    assert read_bitext(tmp_path / "out.en-fr.tsv").select("source", "target").rows() == [
        ("One.", "Un."),
        ("Two.", "Deux."),
    ]


def test_readings_of_other_units_are_no_readings_of_one_file():
    en, fr = bitext("en", ([(0, 9)], "One.")), bitext("fr", ([(10, 19)], "Deux."))
    with pytest.raises(InputError, match="not the same"):
        units_of_readings([("en", en), ("fr", fr)], "a.tmx")
    units = units_of_readings([("en", en), ("fr", en.with_columns(target=pl.lit("Un.")))], "a.tmx")
    assert texts(units) == [{"vi": "s0", "en": "One.", "fr": "Un."}]
    assert all_pairs(units) == (("vi", "en"), ("vi", "fr"), ("en", "fr"))
