"""Commands: a screen like the pages, thin, one file per command."""
