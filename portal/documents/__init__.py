"""Printing: one builder per document, one printer for all."""
