"""Servers: what hands letters over, and what becomes of each."""
