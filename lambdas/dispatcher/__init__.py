"""Every other action."""
