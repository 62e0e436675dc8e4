"""The open data: rows, the files they become, and what describes and proves those files."""
