"""A folder of documents to plans and tables: isolated, resumable, the same bytes each time."""
