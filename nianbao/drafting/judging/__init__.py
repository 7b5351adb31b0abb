"""What becomes of a free sentence: fact, the drafter's own, proposed or refused."""
