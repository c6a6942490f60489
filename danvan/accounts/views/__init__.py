"""Pages of signing in, accounts and roles."""
