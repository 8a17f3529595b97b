"""The command line: the only floor that prints, knows the day and ends with an exit code."""
