"""Vietnamese encodings from before Unicode: read through a view, and told apart."""
