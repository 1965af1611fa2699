"""Draw the tables: rows in, a Plotly figure out, its title the finding."""

from .corpus import credits, paragraphs, parts
from .published import published

__all__ = ["credits", "paragraphs", "parts", "published"]
