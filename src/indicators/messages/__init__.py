"""Sentences for people: errors, and what they say."""
