"""Shoes from files: reading them, resolving them from observations, finding the packaged ones."""
