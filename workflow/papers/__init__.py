"""Official papers: what each says (one small file a kind), how it is laid out (*.typ), and the engine that prints it."""
