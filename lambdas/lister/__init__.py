"""The listing queue."""
