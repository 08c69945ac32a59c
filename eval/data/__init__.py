"""What is measured on: the own benchmark, BEIR's form, TREC's files, questions brought along."""
