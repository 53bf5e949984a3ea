"""How a title is read and held against the names of shoes: the parts behind `shoefit.names`."""
