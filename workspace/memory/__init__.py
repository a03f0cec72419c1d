"""The translation memory at work: bitexts added, the concordance, matches for a document, the page and its API."""
