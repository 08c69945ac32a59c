"""Files to text: what each format holds, with its pages, paragraphs and tables."""
