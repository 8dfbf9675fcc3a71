"""``python -m ascertain.faces.cli`` is the command ``ascertain``."""

from ascertain.faces.cli import main

main()
