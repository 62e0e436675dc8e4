"""One page, one view: who may, fetch, one call, render."""
