"""One workflow for the words of stories in several languages: what was made from what, and .po."""
