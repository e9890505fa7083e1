"""身份 ports: the registers outside that say who somebody is."""
