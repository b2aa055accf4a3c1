package org.citywall.gateway.registry;

import java.util.List;

/**
 * What an import did, or would do.
 *
 * @param rows rows read
 * @param created entries that were new
 * @param updated entries that were changed; equal ones are not counted
 * @param errors why nothing was written; empty if it was
 */
public record ImportResult(int rows, int created, int updated, List<LineError> errors) {
    /**
     * One fault.
     *
     * @param line line of the file, the header being line 1
     * @param field column name, or empty if the whole row is at fault
     * @param detail what is wrong, in a sentence
     */
    public record LineError(long line, String field, String detail) {}

    /** Nothing was written. */
    static ImportResult refused(int rows, List<LineError> errors) {
        return new ImportResult(rows, 0, 0, List.copyOf(errors));
    }
}
