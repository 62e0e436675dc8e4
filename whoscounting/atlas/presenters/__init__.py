"""From what was read to what is shown: pure, without queries. One file a page, and what several share in `common`."""
