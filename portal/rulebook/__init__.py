"""What the law says: `data/` as checked, frozen values."""
