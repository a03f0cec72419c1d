"""Export: bitexts made into corpora by a recipe: filtered, without repeats or leaks, split, documented."""
