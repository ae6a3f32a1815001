"""The editors' room, closed at its door."""
