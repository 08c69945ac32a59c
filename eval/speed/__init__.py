"""Speed and memory: this project beside what others would build, in one run on one machine.

child.py is a process of its own that builds or asks one system; ours.py and peers.py are the
systems, entries.py names them. rounds.py asks them in turn, measure.py and growth.py record what
they took, run.py all of it; report.py and charts.py are what people read. composed.py makes large
collections.
"""

from eval.speed.measure import Plan
from eval.speed.run import measure_speed

__all__ = ["Plan", "measure_speed"]
