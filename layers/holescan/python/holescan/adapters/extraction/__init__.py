"""Takes the text out of untrusted files: the parent's side (`extractor`), the child's side (`child`), and one reader a format.

Nothing is imported here, so that the child does not load the parent's side.
"""
