"""Who may import whom: the rooms, the walls inside them, what only some may touch, and no circles."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
ROOMS = ("corpus", "align", "glossary", "workspace", "commands")
"""From the lowest to the highest: each may import itself and those before it."""

WALLS = {
    "corpus": (
        ("document", "errors"), ("language", "files"), ("readers",), ("bitext",), ("formats",), ("duplicates",),
        ("export", "memory"),
    ),
    "align": (
        ("bead", "text"), ("lexicon", "search", "links"), ("score", "encoder"), ("aligner",),
        ("passages", "moves", "explained", "slips", "insertions"), ("alignment",),
        ("bilingual", "content_keys", "coverage", "differences", "document_index", "evaluate", "gale_church",
         "explainer", "known_texts", "other_marks", "pairing", "rows", "similarity"), ("unrendered",),
    ),
}  # fmt: skip
"""The parts of a room, from the lowest to the highest; parts of one layer may import each other, but in no circle."""

FILES = sorted(
    path.relative_to(ROOT)
    for room in (*ROOMS, "cli.py", "__init__.py", "__main__.py")
    for path in ([ROOT / room] if room.endswith(".py") else (ROOT / room).rglob("*.py"))
)


pytestmark = pytest.mark.no_cover
Trees = dict[Path, ast.Module]
Edges = list[tuple[Path, list[str]]]


@pytest.fixture(scope="module")
def trees() -> Trees:
    return {path: ast.parse((ROOT / path).read_text(encoding="utf-8")) for path in FILES}


def imports(tree: ast.Module) -> Iterator[str]:
    """Yield every module of ours that a file imports, those for type checkers and inside functions too."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names if alias.name.startswith("songngu."))
        elif isinstance(node, ast.ImportFrom) and node.module and node.module.split(".")[0] == "songngu":
            for alias in node.names:
                whole = Path(*f"{node.module}.{alias.name}".split(".")[1:])
                module = (ROOT / whole.with_suffix(".py")).is_file() or (ROOT / whole / "__init__.py").is_file()
                yield f"{node.module}.{alias.name}" if module else node.module


@pytest.fixture(scope="module")
def edges(trees: Trees) -> Edges:
    return [(path, target.split(".")[1:]) for path, tree in trees.items() for target in imports(tree)]


def test_rooms_import_downwards(edges: Edges) -> None:
    wrong = [
        f"{path} imports {'.'.join(target)}"
        for path, target in edges
        if target and target[0] in ROOMS and path.parts[0] in ROOMS
        if ROOMS.index(target[0]) > ROOMS.index(path.parts[0])
    ]
    assert wrong == []


@pytest.mark.parametrize("room", WALLS)
def test_walls_inside_rooms(room: str, edges: Edges) -> None:
    layer = {part: number for number, parts in enumerate(WALLS[room]) for part in parts}
    known = {path.parts[1].removesuffix(".py") for path in FILES if path.parts[0] == room and len(path.parts) > 1}
    assert known - {"__init__", "data"} <= set(layer), "a part without a place in WALLS"
    wrong = [
        f"{path} imports {'.'.join(target)}"
        for path, target in edges
        if path.parts[0] == room and target[:1] == [room] and len(target) > 1 and path.parts[1] != "__init__.py"
        if layer[target[1]] > layer[path.parts[1].removesuffix(".py")]
    ]
    assert wrong == []


def test_only_commands_touch_the_terminal(trees: Trees) -> None:
    forbidden = {"typer", "click"}
    wrong = []
    for path, tree in trees.items():
        if path.parts[0] in {"commands", "cli.py", "__main__.py"}:
            continue
        for node in ast.walk(tree):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            wrong += [f"{path} imports {name}" for name in names if name.split(".")[0] in forbidden]
            if isinstance(node, ast.Attribute) and node.attr in {"cwd", "isatty"}:
                wrong.append(f"{path}:{node.lineno} asks for {node.attr}")
            if isinstance(node, ast.Call) and ast.unparse(node.func) in {"sys.exit", "exit", "print"}:
                wrong.append(f"{path}:{node.lineno} calls {ast.unparse(node.func)}")
    assert wrong == []


def test_only_runners_start_processes(trees: Trees) -> None:
    starts = ("multiprocessing", "ProcessPoolExecutor", "distributed")
    wrong = [
        f"{path} imports {ast.unparse(node)}"
        for path, tree in trees.items()
        if path.parts[:2] != ("workspace", "runners")
        for node in ast.walk(tree)
        if isinstance(node, ast.Import | ast.ImportFrom) and any(word in ast.unparse(node) for word in starts)
    ]
    assert wrong == []


def running(tree: ast.AST) -> Iterator[ast.AST]:
    """Yield what runs of a module, inside functions too; not what is for type checkers alone."""
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING":
            continue
        yield node
        yield from running(node)


def test_no_circles(trees: Trees) -> None:
    module = {path: ".".join(path.with_suffix("").parts).removesuffix(".__init__") for path in FILES}
    graph: dict[str, set[str]] = {name: set() for name in module.values()}
    for path, tree in trees.items():
        for node in running(tree):
            if isinstance(node, ast.ImportFrom) and node.module and node.module.startswith("songngu."):
                target = ".".join(node.module.split(".")[1:])
                for alias in node.names:
                    inner = f"{target}.{alias.name}"
                    graph[module[path]].add(inner if inner in graph else target)
    done: set[str] = set()

    def walk(name: str, trail: tuple[str, ...]) -> None:
        assert name not in trail, " → ".join((*trail[trail.index(name) :], name))
        if name not in done:
            for other in sorted((graph[name] & graph.keys()) - {name}):
                walk(other, (*trail, name))
            done.add(name)

    for name in graph:
        walk(name, ())


def test_a_public_type_has_a_name_of_its_own(trees: Trees) -> None:
    places: dict[str, list[str]] = {}
    for path, tree in trees.items():
        for node in tree.body:
            if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
                places.setdefault(node.name, []).append(str(path))
    assert {name: found for name, found in places.items() if len(found) > 1} == {}
