"""What takes long or breaks things on purpose: `make test-faults`."""
