"""Word comes back: what a leader changed in a Word file that docgen made, led back to the lines of the YAML.

``package`` opens the file, ``lines`` reads its paragraphs, ``shown`` says of every printed letter where it is written, ``pairs`` says
which paragraph is which, ``offers`` makes slices of the changes, ``take`` puts them together and proves them by printing once more.
"""
