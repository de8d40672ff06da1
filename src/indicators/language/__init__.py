"""How Vietnamese documents write: text, units, periods, quantities, ratings."""
