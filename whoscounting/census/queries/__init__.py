"""Reading the census: what is decided, what is published, and what the desk has to do."""
