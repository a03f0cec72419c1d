"""Runners: where the tasks of a long job are done, in one process or in several."""
