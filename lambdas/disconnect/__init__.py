"""The `$disconnect` route."""
