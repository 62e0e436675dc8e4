"""What editors upload and fill in."""
