"""The processing queue."""
