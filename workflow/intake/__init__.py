"""What a file must be before it is kept: one small room for each kind, and a bench where they are opened apart."""
