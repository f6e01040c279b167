"""What is owed: pure rules, one file per subject of law."""
