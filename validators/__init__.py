"""The gate for generated tables, the rules, and the review with its Article 50 verdict."""
