"""The command `songngu duplicates`."""

import json
from pathlib import Path

from tests.commands.invoked import PAIR, invoke


def test_duplicates_name_both_places() -> None:
    code, out, _ = invoke("duplicates", PAIR[0])
    assert code == 0
    assert out == f"{PAIR[0]}:23-42: repeats {PAIR[0]}:3-22 (exact, similarity 1.00, {out.split()[-2]} words)\n"
    report = json.loads(invoke("duplicates", PAIR[0], "--format", "json")[1])
    assert [p["kind"] for p in report["passages"]] == ["exact"]


def test_what_readers_say_is_told(tmp_path: Path) -> None:
    page, table = tmp_path / "a.md", tmp_path / "b.tsv"
    page.write_bytes("S¸ng sím, bµ cô chÌo ®ß ®­a kh¸ch sang s«ng.".encode("latin-1"))
    table.write_text("source\ttarget\n", encoding="utf-8")
    code, _, err = invoke("duplicates", str(page), str(table))
    assert code == 0 and "a.md: " in err and "b.tsv: there are no rows in it" in err
