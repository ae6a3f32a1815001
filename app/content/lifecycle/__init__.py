"""The life of a text: written, reviewed, published, withdrawn, and what it said when."""
