"""`songngu export` as it is called: options over recipes over the workspace, and what is printed where."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from songngu.cli import app
from songngu.corpus.bitext import from_rows
from songngu.corpus.errors import SongnguError
from songngu.corpus.formats import read_bitext, write_bitext

PAIRS = [
    ("Thuyền ra khơi lúc năm giờ sáng.", "The boat puts out to sea at five in the morning."),
    ("Trên bến, người bán hàng đã thắp đèn.", "On the quay the vendors have lit their lamps."),
    ("Trên bến, người bán hàng đã thắp đèn!", "On the quay the vendors have lit their lamps!"),
    ("Cá về.", "The fish are in and everybody who lives along the river comes down to the quay to look at them."),
    ("Không có gì.", ""),
]


def invoke(*arguments: str) -> tuple[int, str, str]:
    result = CliRunner().invoke(app, ["export", *arguments])
    if isinstance(result.exception, SongnguError):
        hint = f" | {result.exception.hint}" if result.exception.hint else ""
        return result.exception.exit_code, result.stdout, f"{result.exception}{hint}"
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result.exit_code, result.stdout, result.stderr


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    rows = [{"source": source, "target": target, "source_lang": "vi", "target_lang": "en"} for source, target in PAIRS]
    write_bitext(
        from_rows({**row, "document": "quay", "row": k, "status": "auto"} for k, row in enumerate(rows)), "in.tsv"
    )
    return tmp_path


def test_a_dry_run_prints_what_would_go(folder: Path) -> None:
    code, out, err = invoke("in.tsv", "--dry-run", "--filter", "ratio=3", "--duplicates", "exact")
    assert (code, err) == (0, "")
    assert out.startswith("5 rows read, 2 kept\n          1  empty\n          1  ratio\n          1  duplicate\n")
    assert "ratio 10  quay:3\n    Cá về.\n" in out
    assert sorted(path.name for path in folder.iterdir()) == ["in.tsv"]


def test_data_goes_to_standard_output_and_all_else_to_the_other(folder: Path) -> None:
    code, out, err = invoke("in.tsv", "-o", "-", "--format", "moses")
    assert code == 2
    code, out, err = invoke("in.tsv", "-o", "-", "--format", "tsv")
    assert code == 0
    assert len(out.splitlines()) == 5
    assert err.splitlines() == ["5 rows read, 4 kept", "          1  empty", "wrote -: 4 rows"]
    assert invoke("in.tsv", "-o", "-", "--format", "tsv", "--quiet")[2] == ""


def test_options_win_over_a_recipe_and_a_recipe_over_the_workspace(folder: Path) -> None:
    (folder / "songngu.toml").write_text("[export.filters]\nratio = 3\n", encoding="utf-8")
    (folder / "recipe.toml").write_text("[duplicates]\nremove = 'exact'\n[filters]\nlength = '4..'\n", encoding="utf-8")
    assert invoke("in.tsv", "-o", "a.tsv")[0] == 0
    assert read_bitext("a.tsv")["row"].to_list() == [0, 1, 2]
    assert invoke("in.tsv", "-o", "b.tsv", "--recipe", "recipe.toml")[0] == 0
    assert read_bitext("b.tsv")["row"].to_list() == [0, 1]
    assert (
        invoke("in.tsv", "-o", "c.tsv", "--recipe", "recipe.toml", "--duplicates", "none", "--filter", "length=1..")[0]
        == 0
    )
    assert read_bitext("c.tsv")["row"].to_list() == [0, 1, 2, 3]


def test_clean_takes_every_filter_and_near_repeats_away(folder: Path) -> None:
    code, _, err = invoke("in.tsv", "-o", "a.tsv", "--clean", "--filter", "ratio=..")
    assert code == 0
    assert "1  duplicate" in err
    assert {"score.language", "score.noise", "score.ratio"} <= set(read_bitext("a.tsv").columns)


def test_rows_that_name_no_language(folder: Path) -> None:
    rows = [{"source": "This is the house of the people.", "target": "Đây là nhà của những người dân."}] * 2
    write_bitext(from_rows(rows), folder / "swapped.jsonl")
    write_bitext(from_rows([{"source": "Ừ.", "target": "OK."}] * 2), folder / "short.jsonl")
    code, out, err = invoke("short.jsonl", "--dry-run", "--filter", "language")
    assert "2 rows read, 2 kept" in out
    assert (
        err == "note: 2 rows name no language, so language cannot judge: name it with --source-lang and --target-lang\n"
    )
    code, out, err = invoke("swapped.jsonl", "--dry-run", "--clean", "--source-lang", "vi", "--target-lang", "en")
    assert (code, err) == (0, "")
    assert "2 rows read, 0 kept\n          2  language\n" in out


def test_a_leak_can_fail(folder: Path) -> None:
    (folder / "test.txt").write_text(PAIRS[0][1].lower() + "\n", encoding="utf-8")
    code, _, err = invoke("in.tsv", "-o", "a.tsv", "--against", "test.txt", "--fail-on-leak")
    assert code == 1
    assert "test.txt: 1 cased" in err
    assert "error: rows of the corpus stand in a test set; nothing was written" in err
    assert not (folder / "a.tsv").exists()
    assert invoke("in.tsv", "-o", "a.tsv", "--against", "test.txt")[0] == 0
    assert read_bitext("a.tsv").height == 3


def test_a_split_by_a_seed(folder: Path) -> None:
    code, _, err = invoke("in.tsv", "-o", "a.tsv", "--split", "train=0.5,test=0.5", "--by", "cluster", "--seed", "4")
    assert code == 0
    assert "train: 2 rows" in err and "wrote a.test.tsv: 2 rows" in err


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["in.tsv"], "nowhere to write to | name a file with -o, or see what would be done with --dry-run"),
        (["in.tsv", "-o", "a.tsv", "--filter", "ratoi"], "no filter is called 'ratoi' | did you mean ratio?"),
        (["in.tsv", "-o", "a.tsv", "--normalise", "ncf"], "no normalisation step is called 'ncf' | did you mean nfc?"),
        (["in.tsv", "-o", "a.tsv", "--recipe", "none.toml"], "none.toml: cannot be read: no such file or folder"),
        (["none.tsv", "-o", "a.tsv"], "none.tsv: cannot be read: no such file or folder"),
        (["in.tsv", "-o", "in.tsv"], "cannot write in.tsv: it is one of the files read | choose another name"),
        (["in.tsv", "-o", "a.tsv", "--against", "a.tsv"], "a.tsv: cannot be read: no such file or folder"),
        (["in.tsv", "-o", "a.tsv", "--removed", "a.tsv"], "cannot write a.tsv: it is written already"),
        (["in.tsv", "-o", "a.tsv", "-o", "./a.tsv"], "cannot write ./a.tsv: it is written already"),
        (["none.tsv", "-o", "none/a.tsv"], "cannot write none/a.tsv: the directory none does not exist"),
        (["in.tsv", "-o", "a.tsv", "--fail-on-leak"], "no test set to fail on | name one with --against"),
        (["in.tsv", "-o", "a.tsv", "--by", "cluster"], "none is asked for | ask for one with --split"),
        (["in.tsv", "-o", "a.tsv", "--seed", "0"], "none is asked for | ask for one with --split"),
    ],
)
def test_what_is_wrong_is_one_line(folder: Path, arguments: list[str], message: str) -> None:
    code, _, err = invoke(*arguments)
    assert code in (2, 3)
    assert message in err
    assert not (folder / "a.tsv").exists()


def test_a_recipe_with_an_unknown_key(folder: Path) -> None:
    (folder / "recipe.toml").write_text("[filters]\nratio = 3\n[splt]\n", encoding="utf-8")
    code, _, err = invoke("in.tsv", "-o", "a.tsv", "--recipe", "recipe.toml")
    assert (code, err) == (2, "recipe.toml:3: unknown key 'splt' | did you mean 'split'?")


def test_options_leave_out_what_a_recipe_asks_for(folder: Path) -> None:
    (folder / "recipe.toml").write_text("[filters]\nratio = true\n[normalise]\ntokenise = true\n", encoding="utf-8")
    options = ("--filter", "ratio=false", "--filter", "empty=false", "--normalise", "tokenise=false")
    code, out, _ = invoke("in.tsv", "-o", "-", "--format", "tsv", "--recipe", "recipe.toml", *options)
    assert (code, out.count("\n"), "sáng ." in out) == (0, 6, False)
    assert invoke("in.tsv", "--dry-run", "--normalise", "nfc=true")[0] == 0
    code, _, told = invoke("in.tsv", "--dry-run", "--normalise", "tones")
    assert (code, told) == (2, "step tones cannot be true | it is one of old, new, keep, false")


def test_mistakes_in_a_recipe_are_told_before_anything_is_read(folder: Path) -> None:
    assert invoke("none.tsv", "--dry-run", "--filter", "ratoi")[2].startswith("no filter is called 'ratoi'")
    assert invoke("none.tsv", "--dry-run", "--normalise", "nfd")[2].startswith("no normalisation step is called 'nfd'")


def test_texts_passages_and_samples(folder: Path) -> None:
    rows = "".join(f"Mưa {number} ngày ở bến sông.\tIt rained {number} days at the pier.\n" for number in range(40))
    Path("days.tsv").write_text(rows, encoding="utf-8")
    asked = ["days.tsv", "--columns", "vi,en", "--no-card"]
    code, _, err = invoke(
        *asked, "-o", "a.jsonl", "--as", "chat", "--template", "{source}?", "--sample", "10", "--shuffle"
    )
    assert code == 0, err
    texts = [json.loads(line) for line in Path("a.jsonl").read_text(encoding="utf-8").splitlines()]
    assert len(texts) == 10
    assert all(text["messages"][0]["content"].endswith("sông.?") for text in texts)
    code, _, err = invoke(*asked, "-o", "b.jsonl", "--join", "rows=8")
    assert code == 0, err
    assert len(Path("b.jsonl").read_text(encoding="utf-8").splitlines()) == 5
    parts = ("--split", "train=0.5,test=0.5", "--by", "cluster", "--join", "document")
    assert invoke(*asked, "-o", "c.jsonl", *parts)[0] == 0
    held = [Path(f"c.{part}.jsonl").read_text(encoding="utf-8") for part in ("train", "test")]
    assert sum(text.count("It rained") for text in held) >= 1
    for wrong in (
        ["-o", "a.tmx", "--as", "chat"],
        ["-o", "a.jsonl", "--template", "{source}"],
        ["-o", "a.jsonl", "--as", "chat", "--template", "{sauce}"],
        ["-o", "a.jsonl", "--join", "rows=0"],
        ["-o", "a.jsonl", "--join", "sentences=3"],
        ["-o", "a.jsonl", "--sample", "0"],
        ["-o", "a.jsonl", "--temperature", "2"],
        ["-o", "a.jsonl", "--sample", "5", "--temperature", "0"],
        ["-o", "a.jsonl", "--vocabulary", "0"],
        ["-o", "a.jsonl", "--vocabulary", "999999"],
    ):
        assert invoke(*asked, *wrong)[0] == 2, wrong


def test_a_vocabulary_stands_beside_the_corpus(folder: Path) -> None:
    pytest.importorskip("sentencepiece")
    texts = ("Mưa suốt ba ngày ở bến sông.\tIt rained at the pier.", "Phố vắng từ lúc chợ tan.\tThe street was empty.")
    Path("days.tsv").write_text("".join(f"{text}\n" for text in texts * 20), encoding="utf-8")
    Path("bpe.toml").write_text('[vocabulary]\nsize = 60\nkind = "bpe"\n', encoding="utf-8")
    assert invoke("days.tsv", "--columns", "vi,en", "-o", "a.tsv", "--recipe", "bpe.toml")[0] == 0
    assert Path("a.vocabulary.tsv").read_text(encoding="utf-8").count("\n") == 60
    assert Path("a.vocabulary.spm").stat().st_size
