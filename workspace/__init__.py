"""The workspace: what `songngu.toml` asks for, and how its pairs are aligned, kept, reviewed, checked and built."""
