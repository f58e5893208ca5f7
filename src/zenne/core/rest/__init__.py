"""What all operations of the API share: texts, pages of lists, refusals, who may use them."""
