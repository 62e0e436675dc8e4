"""How the site is measured: by bin/measure, which prints it, and by tests/browser, which hold it to its limits."""
