"""Pure functions of the census: no database, no clock of their own."""
