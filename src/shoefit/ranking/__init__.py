"""Many scores to an order, and how sure it is."""
