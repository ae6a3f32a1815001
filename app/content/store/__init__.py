"""Pictures, videos and files: kept, shown, described and used."""
