"""Every model, so that the metadata is whole wherever this is imported."""

from domain import attempts, journal, once, rulebook
from domain.catalogue import models as catalogue
from domain.complaints import models as complaints
from domain.knowledge import models as knowledge
from domain.people import models as people

__all__ = ["attempts", "catalogue", "complaints", "journal", "knowledge", "once", "people", "rulebook"]
