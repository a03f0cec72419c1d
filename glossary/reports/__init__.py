"""Reports of findings: one module each."""
