"""Asks Drive for the next step of a walk, and makes of its answer the page that belongs into the log."""

from dataclasses import dataclass, replace

from holescan.domain.access import Access
from holescan.domain.drive_links import Place
from holescan.domain.errors import FileUnreadable
from holescan.domain.files import FileRef, Listing
from holescan.domain.listing import LoggedPage, Step, Walk
from holescan.domain.selection import Selection
from holescan.ports import FileSource


@dataclass(frozen=True, slots=True)
class Asking:
    """What Drive refuses for good becomes a page of its own (law 6); whatever else fails is the caller's to wait for.

    Attributes:
        access: that the source was opened with.
        is_file: the root is no folder but the one file to scan; filters do not apply to it.
    """

    source: FileSource
    access: Access
    walk: Walk
    selection: Selection
    is_file: bool = False

    def page(self, step: Step) -> LoggedPage:
        """The page that follows the log."""
        try:
            with self.access.in_use():
                listing = self._the_file(step) if self.is_file else self._wanted(step)
        except FileUnreadable as unreadable:
            return self.walk.failed_page(step, unreadable.reason)
        return self.walk.page_of(step, listing)

    def _wanted(self, step: Step) -> Listing:
        since = self.selection.modified_since
        listing = self.source.list_folders(step.folders, step.cursor, modified_since=since)
        return replace(listing, files=self.selection.of(listing.files))

    def _the_file(self, step: Step) -> Listing:
        root = step.folders[0]
        found = self.source.find(Place(root.folder_id, root.resource_key))
        return Listing(files=(found,)) if isinstance(found, FileRef) else Listing(folders=(found,))
