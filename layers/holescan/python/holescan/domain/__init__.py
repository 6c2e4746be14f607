"""The rules of a scan, free of any vendor and of any input or output."""
