"""What people fill in at the desk. A form checks the shape of the input; whether it may be done, the action decides."""
