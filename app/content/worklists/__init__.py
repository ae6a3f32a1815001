"""What editors find, and what is done to many things at once."""
