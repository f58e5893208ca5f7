"""Ready answers: texts with which a team lets a precise question be answered without a person."""
