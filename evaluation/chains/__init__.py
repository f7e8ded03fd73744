"""The chains benchmark: passages, annotations, their agreement and the score of the program."""
