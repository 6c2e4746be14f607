"""The report queue."""
