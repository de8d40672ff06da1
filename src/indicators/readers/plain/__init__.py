"""Text files: .txt, .md and .csv, in any Vietnamese encoding."""
