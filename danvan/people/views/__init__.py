"""Pages of people, posts and titles."""
