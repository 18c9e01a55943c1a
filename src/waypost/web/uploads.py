"""What is uploaded is held in memory and never under a path that is served; what is too large is refused early."""

from __future__ import annotations

from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.files.uploadhandler import FileUploadHandler, StopUpload

from waypost.web.settings import LARGEST_UPLOAD


class Limited(FileUploadHandler):
    """Takes a file of at most `LARGEST_UPLOAD` bytes and stops reading at the first byte more."""

    held: list[bytes]
    size: int

    def new_file(self, *args: object, **kwargs: object) -> None:
        """A file begins."""
        super().new_file(*args, **kwargs)  # type: ignore[arg-type]
        self.held, self.size = [], 0

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes | None:
        """A piece of it."""
        self.size += len(raw_data)
        if self.size > LARGEST_UPLOAD:
            raise StopUpload(connection_reset=True)
        self.held.append(raw_data)
        return None

    def file_complete(self, file_size: int) -> SimpleUploadedFile:
        """The file, whole."""
        return SimpleUploadedFile(self.file_name or "", b"".join(self.held))
