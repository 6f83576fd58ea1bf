"""How much the property tests try: hundreds of examples by day, thousands by night."""

from __future__ import annotations

import os

EXAMPLES = 3000 if os.environ.get("OPENDATA_NIGHTLY") else 300
