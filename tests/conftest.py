"""Settings of every test."""

from __future__ import annotations

from hypothesis import HealthCheck, settings

# A busy machine is not a wrong answer: how long things take is measured in benchmarks/.
settings.register_profile("shoefit", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("shoefit")
