"""Documents made of pages: .pdf, and pictures of pages."""
