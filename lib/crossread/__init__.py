"""Read contested news: articles in, tables, figures and panels out."""
