"""What one may claim: which guide, which letter, by when, and who helps."""
