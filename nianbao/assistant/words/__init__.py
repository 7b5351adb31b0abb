"""What a model's sentence in the chat says: its figures, its stances, the closed vocabulary of advice, what it retells."""
