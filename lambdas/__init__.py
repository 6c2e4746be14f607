"""The Lambda functions, one folder each: an entry point that translates and delegates."""
