"""`python -m guarantee_claims validate ...`"""

import sys

from guarantee_claims._commands import main

if __name__ == "__main__":
    sys.exit(main())
