"""Those who write: users, what proves that it is they, and what they may do."""
