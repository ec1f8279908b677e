"""Every channel against its rules, every node without arithmetic against its action table; planted bugs are found.

Run by ``make formal``.
"""

from __future__ import annotations
