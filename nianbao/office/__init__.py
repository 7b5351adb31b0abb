"""Rules of the office that gathers reports: who is due, who has filed, what adds up. No SQL, no screens."""
