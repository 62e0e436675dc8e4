"""What is inside attached files. Each module knows one kind; `reading.looking` chooses among them."""
