"""The words that a new site begins with. Editors change them afterwards; nothing here is read again."""
