"""Two people at one purchase: every pair of steps in every order, from every state that can be reached."""
