"""The formats in which all rows of an answer are sent, piece by piece: memory does not grow with the rows."""
