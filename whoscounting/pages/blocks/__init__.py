"""The pieces that editors put together."""
