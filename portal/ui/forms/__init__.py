"""One form per kind of fact: each returns a fact, or nothing yet."""
