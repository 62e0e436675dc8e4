"""What is served beside the pages themselves, and the screens that editors have beside Wagtail's own."""
