"""Languages: tags, words, spelling, syllables, stems, numerals, personal data."""
