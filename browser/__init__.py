"""The pages in a real Chromium: for tests, pictures, measurements; needs requirements-dev.txt."""
