import json
from dataclasses import replace

import polars as pl

from songngu.corpus.export.card import File, Origin, facts
from songngu.corpus.export.manifest import manifest


def test_the_manifest_tells_what_was_read_done_and_written() -> None:
    rows = pl.DataFrame(
        {"id": ["b", "a"], "document": ["d", "d"], "source": ["một hai", "ba"], "target": ["one two", "three"],
         "source_lang": "vi", "target_lang": "en", "source_file": "a.vi", "target_file": "a.en",
         "probability": [1.0, 0.5], "status": "auto", "split": ["train", "test"], "score.length": [0.5, 1.0]}
    )  # fmt: skip
    counted = facts(
        rows.lazy(), name="thử", recipe={"split": {"seed": 0}},
        inputs=[File("in.tmx", "ab" * 32, 9, 3)], outputs=[File("train.tsv", "cd" * 32, 7, 1, "train")],
        removed={"length": 1}, origins=[Origin("d", "Báo", "CC0-1.0")], notes=["một lời"],
    )  # fmt: skip
    text = manifest(counted)
    told = json.loads(text)
    assert list(told) == sorted(told)
    assert text.endswith("}\n")
    assert "thử" in text
    assert told["manifest"] == 1
    assert told["inputs"] == [{"path": "in.tmx", "sha256": "ab" * 32, "bytes": 9, "rows": 3}]
    assert told["outputs"] == [{"path": "train.tsv", "sha256": "cd" * 32, "bytes": 7, "rows": 1, "split": "train"}]
    assert told["rows"] == {"read": 3, "kept": 2}
    assert told["removed"] == [{"reason": "length", "rows": 1}]
    assert told["recipe"] == {"split": {"seed": 0}}
    assert told["sizes"]["all"]["source_words"] == 3
    assert told["sizes"]["test"]["rows"] == 1
    assert told["scores"] == {"length": {"rows": 2, "least": 0.5, "mean": 0.75, "greatest": 1.0}}
    assert told["sources"][0] == {
        "pattern": "d", "name": "Báo", "licence": "CC0-1.0", "url": "", "documents": 1, "rows": 2
    }  # fmt: skip
    assert told["documents"]["largest"][0]["origin"] == "Báo"
    assert told["statuses"] == {"auto": 2}
    assert "created" not in told
    assert json.loads(manifest(replace(counted, created="1970-01-01")))["created"] == "1970-01-01"
    assert text == manifest(counted)
