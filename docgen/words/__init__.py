"""How the office writes: dates, numbers, order of names, letters, widths of text, and the words the program prints."""
