"""The review page: an alignment in a person's hands, its edits, their journal, and the local server that shows it."""
