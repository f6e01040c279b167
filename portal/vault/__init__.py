"""Keeping: the encrypted database, its keys, its backups."""
