"""The index on disk: versions in a store, each a snapshot of all that is searched."""
