"""Forms of signing in, accounts and roles."""
