"""The form of a story or page, and all that follows from it."""
