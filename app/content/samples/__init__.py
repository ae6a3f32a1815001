"""Sample content and bulk content, marked as such."""
