"""Try a bare install: the packaged data is there, and the public names work."""

import json

import shoefit
from shoefit.catalogue.opening import packaged

package = packaged("shoes.csv").parents[1]
assert "site-packages" in package.parts, package
for name in ("shoes.csv", "statements.csv"):
    assert packaged(name).parents[1] == package
catalogue = shoefit.load_catalogue()
ranking = shoefit.rank(catalogue, top=5)
assert len(ranking.to_frame()) == 5
for public in shoefit.__all__:
    getattr(shoefit, public)
print(json.dumps({"shoes": len(catalogue), "names": len(shoefit.__all__)}))
