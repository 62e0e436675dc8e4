"""One screen, one view: who may, fetch, one call, render."""
