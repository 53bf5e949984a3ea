"""The pages and studies behind the numbers."""
