"""Run the command line as ``python -m songngu``."""

from songngu.cli import main

main()
