"""What an operator reads in a terminal: notes and progress. Knows the vocabulary and nothing else of the builder."""
