"""What can be asked of one shoe."""
