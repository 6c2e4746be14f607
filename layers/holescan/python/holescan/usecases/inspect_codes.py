"""`inspect_codes`: what is in a code sheet, before a scan is started with it."""
