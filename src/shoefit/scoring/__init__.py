"""A shoe, or a frame of them, to a score with its band."""
