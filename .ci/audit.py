"""Hold the packages of an environment against known faults; say what could not be looked up."""

import json
import subprocess
import sys
from pathlib import Path

[site_packages] = Path(sys.argv[1]).glob("lib/python*/site-packages")
asked = [sys.executable, "-m", "pip_audit", "--path", str(site_packages), "--format", "json"]
done = subprocess.run(asked, capture_output=True, text=True, check=False)  # noqa: S603
if not done.stdout:
    sys.exit(f"pip-audit found out nothing:\n{done.stderr}")
packages = [each for each in json.loads(done.stdout)["dependencies"] if each["name"] != "shoefit"]
audited = [each for each in packages if "vulns" in each]
print(f"{len(audited)} of {len(packages)} packages were looked up.")
if len(audited) < len(packages):
    print("Not run for the others: the package index in use here keeps no list of known faults.")
faults = [
    f"{each['name']} {each['version']}: {fault['id']}, mended in {fault['fix_versions']}"
    for each in audited
    for fault in each["vulns"]
]
sys.exit("\n".join(faults) or None)
