"""The graph of many documents against the lattice of each."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.crf import Edges, Graph
from songngu.align.bead import BEADS
from songngu.align.search.lattice import Lattice, best_path, posteriors

STEPS = np.array(BEADS)
EXTENSION = 0.7


def random_edges(sizes: list[tuple[int, int]], seed: int) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """Return every bead of documents of the given sizes: document, bead type, end and score."""
    rng = np.random.default_rng(seed)
    found = [
        (d, k, i, j)
        for d, (n, m) in enumerate(sizes)
        for k, (a, b) in enumerate(BEADS)
        for i in range(a, n + 1)
        for j in range(b, m + 1)
    ]
    table = np.array(found)
    return table[:, 0], table[:, 1], table[:, 2:], rng.normal(size=len(table)).astype(np.float32).astype(np.float64)


@settings(max_examples=25, deadline=None)
@given(st.lists(st.tuples(st.integers(1, 5), st.integers(1, 5)), min_size=1, max_size=3), st.integers(0, 1000))
def test_graph_equals_the_lattice_of_each_document(sizes: list[tuple[int, int]], seed: int) -> None:
    document, bead, end, scores = random_edges(sizes, seed)
    graph = Graph(Edges(document, end - STEPS[bead], end), sizes)
    found, paths = graph.posteriors(scores, EXTENSION), graph.best_paths(scores, EXTENSION)
    for d, (n, m) in enumerate(sizes):
        here = document == d
        lattice = Lattice.full(n, m)
        cells = lattice.offset[end[here, 0]] + end[here, 1]
        lattice.scores[bead[here], cells] = scores[here]
        wanted = posteriors(lattice, EXTENSION)
        assert found.log_z[d] == pytest.approx(wanted.log_z)
        assert found.extensions[d] == pytest.approx(wanted.extensions, abs=1e-9)
        assert found.edges[here] == pytest.approx(wanted.beads[bead[here], cells], abs=1e-6)
        steps = [(step.bead, step.i, step.j) for step in best_path(lattice, EXTENSION)]
        assert [(bead[k], *end[k]) for k in paths[d]] == steps


def test_a_document_without_a_path_says_so() -> None:
    edges = Edges(np.array([0]), np.array([[0, 0]]), np.array([[1, 1]]))
    assert Graph(edges, [(2, 2)]).posteriors(np.array([1.0]), EXTENSION).log_z[0] < -1e20
