"""What is not ready for sending real letters, in words, each with what to do. Nothing is sent and nothing changed."""
