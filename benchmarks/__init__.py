"""What is measured, against whom, on what; run from the root of the repository as ``python -m benchmarks.NAME``."""
