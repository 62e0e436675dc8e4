"""Reading what strangers send, without a database and without Django: raw bytes in, plain words out.

Everything here but `child.Reader` runs in a process of its own that may die at any moment. Whatever comes out of it has
no markup, no control characters, no characters that turn the reading direction, and a length that is capped.
"""
