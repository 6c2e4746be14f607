"""The `$default` and `ping` routes."""
