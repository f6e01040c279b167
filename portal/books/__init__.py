"""What happened: facts, and the double-entry journal derived from them."""
