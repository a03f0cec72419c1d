"""Formats of glossaries: one module each."""

from songngu.glossary.formats.csv import read_glossary

__all__ = ["read_glossary"]
