"""Two editions of the figures compared: what was revised."""
