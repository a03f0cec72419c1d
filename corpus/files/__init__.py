"""Files: written whole or not at all, settings, workbooks, text on a terminal."""
