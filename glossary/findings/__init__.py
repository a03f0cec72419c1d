"""What becomes of findings: suppressed, known from a baseline, mended."""
