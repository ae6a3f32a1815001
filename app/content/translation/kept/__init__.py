"""What is translated besides stories, and has no working copy: readers see at once what changes."""
