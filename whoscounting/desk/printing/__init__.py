"""Papers that the desk sets as PDF."""
