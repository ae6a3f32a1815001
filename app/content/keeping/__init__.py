"""What editors keep besides stories: facts, members, subjects, notices, posts. Writes alone."""
