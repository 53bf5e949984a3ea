"""shoefit ranks shoes by how close to barefoot they really are."""
