"""The tests, in the shape of `app/`: what they share is in `tests/support/`."""
