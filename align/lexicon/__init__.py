"""Lexicons: what explains a word of one text by a word of the other, and how such tables are trained."""
