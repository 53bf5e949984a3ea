"""`python -m shoefit` does what `shoefit` does."""

from shoefit.cli import main

main()
