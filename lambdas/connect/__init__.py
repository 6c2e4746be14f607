"""The `$connect` route."""
