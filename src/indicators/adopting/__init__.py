"""What a person has to say about tables of a new office, asked and answered in one workbook."""

from indicators.adopting.adoption import Adoption, adopt
from indicators.adopting.knowledge import Knowledge, load_knowledge, mapping_files

__all__ = ["Adoption", "Knowledge", "adopt", "load_knowledge", "mapping_files"]
