"""Exports: readings to files and to text for people."""
