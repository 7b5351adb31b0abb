"""The answers to what is asked of things on the desk, an act a file. Every word here is code's, from findings, ledger and verdict."""
