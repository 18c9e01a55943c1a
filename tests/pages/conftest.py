"""Pages write down who opened what, so Django is set up before their modules are read."""

from __future__ import annotations

import tests.web.place  # noqa: F401 - reading it sets Django up
