"""The policy: facts and ledger context in, outcome and explanation out. No web, no database, no clock."""
