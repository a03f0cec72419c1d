"""The translation memory: everything aligned so far, kept in one SQLite file and found by its words.

`store` keeps the rows, `schema` says what the file holds, `words` and `index` find them, `match` scores likeness.
"""
