package org.citywall.stream.io;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Writes that the view has not confirmed: the newest per item, and at most one per item on its way.
 * So the memory is bounded by the number of items however long the view is away, and no older
 * revision overtakes a newer one. Not thread-safe: it lives in the task's thread.
 */
final class PendingWrites {
    private final Map<String, Entry> entries = new LinkedHashMap<>();

    /** Takes a write; true if nothing of its item is on its way, so that it can go at once. */
    boolean offer(LiveWrite write) {
        Entry entry = entries.get(write.id());
        if (entry == null) {
            entries.put(write.id(), new Entry(write));
            return true;
        }
        if (write.rev() > entry.newest.rev()) {
            entry.newest = write;
        }
        return !entry.onItsWay;
    }

    /** The newest write of this item, from now on on its way. */
    LiveWrite take(String id) {
        Entry entry = entries.get(id);
        entry.onItsWay = true;
        return entry.newest;
    }

    /** The view has it; true if a newer write of the item came meanwhile. */
    boolean confirm(LiveWrite written) {
        Entry entry = entries.get(written.id());
        entry.onItsWay = false;
        if (entry.newest.rev() > written.rev()) {
            return true;
        }
        entries.remove(written.id());
        return false;
    }

    /** It may not have arrived: it waits for the next attempt. */
    void putBack(LiveWrite failed) {
        entries.get(failed.id()).onItsWay = false;
    }

    /** Items that wait, longest first; none of them is on its way. */
    List<String> waiting() {
        List<String> ids = new ArrayList<>();
        entries.forEach(
                (id, entry) -> {
                    if (!entry.onItsWay) {
                        ids.add(id);
                    }
                });
        return ids;
    }

    /** Everything that is not confirmed, for a checkpoint. */
    List<LiveWrite> unconfirmed() {
        return entries.values().stream().map(entry -> entry.newest).toList();
    }

    int size() {
        return entries.size();
    }

    private static final class Entry {
        private LiveWrite newest;
        private boolean onItsWay;

        Entry(LiveWrite newest) {
            this.newest = newest;
        }
    }
}
