"""What is measured: retrievers and answers, run over a benchmark, and what is kept of it."""
