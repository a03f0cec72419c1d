"""Documents and tables: reading, segmenting, languages, duplicates, formats."""
