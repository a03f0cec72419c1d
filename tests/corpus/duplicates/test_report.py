"""Reports of what stands twice."""

import json
from pathlib import Path

from songngu.corpus.document import Document
from songngu.corpus.duplicates import duplicates_frame, find_duplicates
from tests.corpus.duplicates.searched import BITEXT, BODY, TEXT, invoke, write


def test_json_and_jsonl_say_the_same(here: Path) -> None:
    write(here / "a.txt", TEXT)
    write(here / "b.tsv", BITEXT)
    whole = json.loads(invoke("a.txt", "b.tsv", "--format", "json")[1])
    (passage,) = whole["passages"]
    assert passage["first"] == {"file": "a.txt", "lines": [2, 4], "span": [7, 199], "words": [2, 44]}
    assert passage["second"]["lines"] == [6, 8]
    assert len(passage["fingerprint"]) == 16
    assert [(row["first"]["row"], row["second"]["row"], row["side"]) for row in whole["rows"]] == [
        (1, 2, "both"),
        (1, 3, "source"),
        (1, 4, "target"),
    ]
    assert whole["rows"][1]["second"] == {"file": "b.tsv", "row": 3, "source": "xin chào", "target": "Hi"}
    lines = [json.loads(line) for line in invoke("a.txt", "b.tsv", "--format", "jsonl")[1].splitlines()]
    assert [line.pop("type") for line in lines] == ["passage", "row", "row", "row"]
    assert [line.pop("version") for line in lines] == [1] * 4
    assert lines == [passage, *whole["rows"]]


def test_conflicting_renderings_stand_side_by_side(here: Path) -> None:
    write(here / "b.tsv", BITEXT)
    assert invoke("b.tsv")[1].splitlines() == [
        "b.tsv:row 2: repeats b.tsv:row 1 (both, exact, similarity 1.00)",
        "b.tsv:row 3: same source as b.tsv:row 1, other target (normalised, similarity 1.00)",
        f"    {'Hi':46}  |  Hello",
        "b.tsv:row 4: same target as b.tsv:row 1, other source (exact, similarity 1.00)",
        f"    {'Tạm biệt':46}  |  Xin chào",
    ]


def test_a_frame_of_passages() -> None:
    passages = find_duplicates([Document("a.txt", "vi", TEXT, (), ())])
    frame = duplicates_frame(passages)
    assert frame.height == 1
    row = frame.row(0, named=True)
    assert (row["first.first_line"], row["second.last_line"], row["kind"]) == (2, 8, "exact")
    assert TEXT[row["second.start"] : row["second.end"]] == row["second.text"] == "\n".join(BODY)
    assert duplicates_frame([]).schema == frame.schema
