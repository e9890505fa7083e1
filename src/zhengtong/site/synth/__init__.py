"""合成数据: reproducible people and firms that do not exist, for demonstrations, tests and measurements.

Their numbers have right check digits and the region prefix 99, which is assigned to no place; their names end in （演示）.
"""

from zhengtong.site.synth.cast import cast
from zhengtong.site.synth.demonstration import ensure
from zhengtong.site.synth.filing import file_cases
from zhengtong.site.synth.population import populate
from zhengtong.site.synth.table import helped, table

__all__ = ["cast", "ensure", "file_cases", "helped", "populate", "table"]
