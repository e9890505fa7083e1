"""Pages of the workbench, one module a capability."""
