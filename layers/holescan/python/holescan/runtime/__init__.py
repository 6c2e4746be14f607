"""Where the use cases meet the world: composition, routing of actions, events of Lambda, observability."""
