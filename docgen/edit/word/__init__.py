"""Word comes back: what a leader changed in a Word file that docgen made, led back to the lines of the YAML.

``package`` opens the file, ``lines`` reads its paragraphs, ``shown`` says of every printed letter where it is written (``paragraphs``),
``pairs`` which paragraph and which row is which (``units``), ``compared`` where they differ. ``take`` puts the steps together and proves
each by printing once more at a ``desk``: words inside paragraphs (``changes``, ``offers``, ``guesses``), rows of tables (``rows``,
``grids``, ``row_fields``, ``row_steps``), lists that print a line an entry (``single``), whole parts (``parts``, ``tree``,
``removals``) and paragraphs that moved, were split or joined (``reorder``, ``passages``). ``base`` finds the state a file was made from,
``three`` merges its changes into the text of today, ``left`` says why the rest could not be led back.
"""
