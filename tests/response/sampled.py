"""Alerts that others made; they are no part of the project. KEREGE_SAMPLES names the folder that holds them."""

import os
from pathlib import Path

ALERTS = Path(os.environ.get("KEREGE_SAMPLES", "") or "no-samples") / "alerts"
