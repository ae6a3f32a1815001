"""What the site does with each thing: reads give plain rows, writes use entities and only flush."""
