"""What a demonstration invents: four weeks that are over, and a morning that goes on."""
