"""Pictures, videos and files, and taking down what puts somebody in danger."""
