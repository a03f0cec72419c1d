"""The commands and the Python that the README and the documentation show run as they are shown.

A ```console block with a line ``$ songngu …`` is run from top to bottom in a copy of the examples; a ```python block is
run there too. A command must leave with 0, or with the number that follows a line ``$ echo $?``. Where the line before
the block is ``<!-- stable -->``, the lines shown under a command must stand in its output in that order (``…`` alone
stands for any lines); elsewhere the output may differ from what is shown.
"""

import gc
import io
import re
import shlex
import shutil
import signal
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from songngu import cli

ROOT = Path(__file__).parents[1]
DOCUMENTS = [
    path
    for path in (ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md")))
    if re.search(r"^(\$ songngu |```python$)", path.read_text(encoding="utf-8"), re.MULTILINE)
]
FENCE = re.compile(r"^(<!-- stable -->\n)?```(console|sh|python)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
ELISION = "…"


@dataclass
class Step:
    """A command of a document, the line it stands on, and what it promises."""

    line: int
    arguments: list[str]
    status: int = 0
    stable: list[str] = field(default_factory=list)


def steps(text: str) -> Iterator[Step]:
    for fence in FENCE.finditer(text):
        line = text.count("\n", 0, fence.start(3)) + 1
        if fence[2] == "python":
            yield Step(line, ["-c", fence[3]])
        elif re.search(r"^\$ songngu ", fence[3], re.MULTILINE):
            yield from console_steps(fence[3], line, stable=bool(fence[1]))


def console_steps(block: str, first_line: int, *, stable: bool) -> Iterator[Step]:
    step, asks_status, line = None, False, first_line
    for text in block.replace("\\\n", "\x00").splitlines():
        if text.startswith("$ echo $?"):
            asks_status = True
        elif text.startswith("$ "):
            if step:
                yield step
            words = shlex.split(text[2:].replace("\x00", " "), comments=True)
            plain = words[0] == "songngu" and not {"|", ">", "&&"} & set(words)
            assert plain, f"line {line}: only plain songngu commands"
            step = Step(line, ["-m", *words])
        elif step and asks_status:
            step.status, asks_status = int(text), False
        elif step and stable and text.strip():
            step.stable.append(text.rstrip())
        line += 1 + text.count("\x00")
    if step:
        yield step


def first_missing(shown: list[str], output: str) -> str | None:
    """Return the first shown line that the output does not hold after the ones before it."""
    rest = iter([line.rstrip() for line in output.splitlines()])
    return next((line for line in shown if line != ELISION and line not in rest), None)


@pytest.fixture
def process(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Put back what a command line changes of its process: it thinks that the process is its own."""
    monkeypatch.setattr(sys, "unraisablehook", sys.unraisablehook)
    monkeypatch.setattr(cli, "share_freed_memory", lambda: False)
    for name, value in {"NO_COLOR": "1", "COLUMNS": "100"}.items():
        monkeypatch.setenv(name, value)
    threshold, terminated = gc.get_threshold(), signal.getsignal(signal.SIGTERM)
    yield
    gc.set_threshold(*threshold)
    signal.signal(signal.SIGTERM, terminated)


def run(step: Step, monkeypatch: pytest.MonkeyPatch) -> tuple[int, str]:
    """Run a step in this process, where what it imports is there already; give its exit status and what it prints."""
    printed = io.BytesIO()
    with monkeypatch.context() as patched, io.TextIOWrapper(printed, encoding="utf-8", write_through=True) as stream:
        patched.setattr(sys, "argv", step.arguments[1:])
        patched.setattr(sys, "stdin", io.StringIO())
        for name in ("stdout", "stderr"):
            patched.setattr(sys, name, stream)
        status = 0
        if step.arguments[0] == "-c":
            exec(step.arguments[1], {"__name__": "__main__"})
        else:
            with pytest.raises(SystemExit) as left:
                cli.main()
            status = int(left.value.code or 0)
        return status, printed.getvalue().decode("utf-8")


@pytest.fixture
def examples(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copytree(ROOT / "examples", tmp_path / "examples")
    monkeypatch.chdir(tmp_path)


@pytest.mark.slow
@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.relative_to(ROOT).as_posix())
@pytest.mark.usefixtures("process", "examples")
def test_document_runs_as_shown(document: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for step in steps(document.read_text(encoding="utf-8")):
        place = f"{document.name}:{step.line}: {' '.join(step.arguments[1:])}"
        status, printed = run(step, monkeypatch)
        assert status == step.status, f"{place}\nleft with {status}\n{printed}"
        missing = first_missing(step.stable, printed)
        assert missing is None, f"{place}\ndoes not print: {missing}\n{printed}"


def test_readme_shows_the_two_ways_in_and_every_stop_of_the_tour() -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    assert "make demo" in text and "make test" in text
    commands = {step.arguments[2] for step in steps(text) if step.arguments[0] == "-m"}
    assert commands >= {"align", "duplicates", "check", "evaluate", "lexicon"}
    assert any(step.arguments[0] == "-c" for step in steps(text))


SAMPLE = """\
<!-- stable -->
```console
$ songngu one \\
    --two "a b"
first
…
last
$ songngu three
$ echo $?
1
```

```console
$ songngu four
not promised
```

```sh
make demo
```

```python
print("five")
```
"""


def test_steps_are_read_as_documented() -> None:
    assert list(steps(SAMPLE)) == [
        Step(3, ["-m", "songngu", "one", "--two", "a b"], stable=["first", "…", "last"]),
        Step(8, ["-m", "songngu", "three"], status=1),
        Step(14, ["-m", "songngu", "four"]),
        Step(23, ["-c", 'print("five")\n']),
    ]


@pytest.mark.parametrize(
    ("shown", "missing"), [(["a", "c"], None), (["a", "…", "d"], None), (["c", "b"], "b"), (["e"], "e")]
)
def test_shown_lines_must_stand_in_order(shown: list[str], missing: str | None) -> None:
    assert first_missing(shown, "a\nb\nc  \nd\n") == missing


@pytest.mark.parametrize("command", ["$ rm -r x\n", "$ songngu align a b | head\n"])
def test_other_programs_are_refused(command: str) -> None:
    with pytest.raises(AssertionError, match="only plain songngu commands"):
        list(console_steps(command, 1, stable=False))
