"""The pages of the project: what they print runs, what they link exists, what they show is what the program does."""
