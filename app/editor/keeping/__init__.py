"""What else editors keep, each on its page: facts, members, notices, posts, pages, addresses."""
