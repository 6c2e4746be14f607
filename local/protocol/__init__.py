"""Writes the protocol's documents, examples and TypeScript types from the models, and tells when they drifted."""
