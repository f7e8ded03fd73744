"""Who says what, through whom, and who denies it: attributions, their chains, stances and kinds, and denials."""
