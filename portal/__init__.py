"""Eigen Zaak: the administration of a self-employed person, kept on their own computer."""

__version__ = "0.1.0"
