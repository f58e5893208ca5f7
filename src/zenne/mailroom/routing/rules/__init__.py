"""What a text is made of, how probabilities follow from scores, and when they are sure enough."""
