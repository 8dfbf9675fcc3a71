"""The faces: command line, HTTP API and pages. They call the desk and nothing else."""
