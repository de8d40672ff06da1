"""The records that go into the store, and how figures are written for people."""
