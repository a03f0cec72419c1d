"""The command `songngu duplicates`."""

import json

from tests.commands.invoked import PAIR, invoke


def test_duplicates_name_both_places() -> None:
    code, out, _ = invoke("duplicates", PAIR[0])
    assert code == 0
    assert out == f"{PAIR[0]}:23-42: repeats {PAIR[0]}:3-22 (exact, similarity 1.00, {out.split()[-2]} words)\n"
    report = json.loads(invoke("duplicates", PAIR[0], "--format", "json")[1])
    assert [p["kind"] for p in report["passages"]] == ["exact"]
