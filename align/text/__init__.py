"""The texts of an alignment as the score sees them: tokens, both sides reduced to numbers, block structure."""
