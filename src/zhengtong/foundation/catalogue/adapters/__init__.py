"""导入: outside formats of items, bundles, departments and laws, one file each. Pure: what was read becomes documents and findings."""
