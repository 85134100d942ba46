"""Reports of abuse, and the list of all that waits for an admin."""
