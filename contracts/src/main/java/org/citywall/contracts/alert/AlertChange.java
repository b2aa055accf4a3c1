package org.citywall.contracts.alert;

import java.util.List;
import org.citywall.contracts.Nullable;

/**
 * One revision of an alert with the line that explains it.
 *
 * @param alert the alert after the change
 * @param entry the line
 * @param forgotten true for the last change of all: the alert leaves state and compacted topic
 * @param pages who must be told of it; null: nobody
 */
public record AlertChange(
        Alert alert, TimelineEntry entry, boolean forgotten, @Nullable List<Page> pages) {
    /** A change of which nobody must be told. */
    public AlertChange(Alert alert, TimelineEntry entry, boolean forgotten) {
        this(alert, entry, forgotten, null);
    }
}
