"""Pure functions: when consent holds, what figures are called, which words we avoid, what a file may be."""
