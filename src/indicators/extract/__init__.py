"""From documents as they are to draft rows for a person to review."""
