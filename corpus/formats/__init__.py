"""Formats a bitext is written in, one module each."""
