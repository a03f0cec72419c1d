"""songngu: aligned, checked, de-duplicated Vietnamese-English parallel text."""

__version__ = "0.1.0"
