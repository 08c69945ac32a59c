"""Who is responsible for what: tasks and departments, both ways round, and counted."""

from views.assignments.departments import Departments
from views.assignments.selection import Selection, select
from views.assignments.tasks import Task, read_tasks

__all__ = ["Departments", "Selection", "Task", "read_tasks", "select"]
