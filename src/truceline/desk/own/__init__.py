"""What a desk does by itself: alerts looked at, webhooks sent, feeds read; and the small file that it keeps."""

from truceline.desk.own.duties import Duties
from truceline.desk.own.kept import Kept, kept_file

__all__ = ["Duties", "Kept", "kept_file"]
