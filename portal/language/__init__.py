"""How we say it: sentences, amounts and dates in the reader's language."""
