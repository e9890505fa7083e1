"""登录: signing in and out, factors, sessions, devices. allauth does the protocols; this decides and words."""
