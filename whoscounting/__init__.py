"""Who's Counting: ask every trust, decide in the open, publish what was answered."""

__version__ = "0.1.0"
