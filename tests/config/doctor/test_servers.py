"""Whether the mail servers answer, with real ones: encrypted, trusted, and to our password."""

from ssl import create_default_context  # noqa: F401  (a server's side is made in edge.py)

PASSWORD = "not-to-be-shown"
