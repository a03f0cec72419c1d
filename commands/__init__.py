"""The command line, one command a file: parse, call one function of the library, print."""
