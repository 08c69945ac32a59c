"""The benchmark of official documents that are not part of the project: questions and gold places.

The documents are found by checksum where they lie (`eval.reading.policies`); their texts are not
copied, so gold is kept as fingerprints of places.
"""
