"""What a trust sees behind its own door, one module for each page."""
