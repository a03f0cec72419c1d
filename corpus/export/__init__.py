"""Export: bitexts made into corpora by a recipe: normalised, filtered, without repeats or leaks, split, documented."""
