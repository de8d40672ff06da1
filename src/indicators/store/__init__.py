"""The tidy DuckDB store: its tables, how it is published, how it is opened."""
