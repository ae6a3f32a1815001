"""Getting in: signing in, accounts, users, and the log of what they did."""
