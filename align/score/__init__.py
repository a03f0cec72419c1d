"""The score of a bead: evidence, features, and the band of a large document."""
