"""From the tables of one file to observations and findings."""

from indicators.tables.document import Normalised, normalise

__all__ = ["Normalised", "normalise"]
