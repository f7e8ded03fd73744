"""``python -m truceline`` is the same as ``truceline``."""

from truceline.cli import main

if __name__ == "__main__":
    main()
