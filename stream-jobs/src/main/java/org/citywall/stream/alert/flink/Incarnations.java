package org.citywall.stream.alert.flink;

import java.io.Serializable;

/**
 * Numbers the starts of the alerts job, so that revisions of a restored job are newer than those of
 * its predecessor (a fencing token, see {@link org.citywall.contracts.Revisions}).
 */
@FunctionalInterface
public interface Incarnations extends Serializable {
    /**
     * A number greater than any that was given before.
     *
     * @param subtask index of the subtask that starts
     * @throws Exception if none could be had; the subtask must not start
     */
    long next(int subtask) throws Exception;
}
