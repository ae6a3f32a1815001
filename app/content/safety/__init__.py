"""People's safety: who agreed to be shown, and taking down what puts somebody in danger."""
