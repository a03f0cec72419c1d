"""The search: the best path through a lattice of beads, and the posteriors of all paths."""
