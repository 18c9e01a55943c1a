"""Settings for the type checker alone: it asks Django which fields a model has. Nothing is served with them."""

from pathlib import Path

from waypost.usecases.serving import Place
from waypost.web.settings import made

WAYPOST_PLACE = Place(folder=Path(), origin="http://localhost", key="for the type checker")
globals().update(made(WAYPOST_PLACE))
