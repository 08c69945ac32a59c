"""How well documents are read: boundaries, annotations and losses, against labels made by hand."""
