"""Which shoe a title means."""
