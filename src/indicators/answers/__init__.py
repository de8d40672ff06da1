"""What people get: tables, sentences, charts, workbooks and reports made of an open store."""
