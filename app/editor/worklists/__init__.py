"""The desk's first page, its lists, and what is done to many things at once."""
