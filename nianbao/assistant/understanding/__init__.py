"""What a clerk means: words and what lies on the desk → acts, in the order in which they are asked for."""
