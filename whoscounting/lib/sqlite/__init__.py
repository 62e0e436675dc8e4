"""SQLite as this house uses it: durable, and fair to many writers. See `base`."""
