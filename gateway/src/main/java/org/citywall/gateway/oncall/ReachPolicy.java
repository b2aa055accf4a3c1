package org.citywall.gateway.oncall;

import java.util.List;

/**
 * Who is next if nobody is on call.
 *
 * @param chain posts, in order: the chief of the cell (网格长), then the leader on duty
 */
public record ReachPolicy(List<String> chain) {
    /** Takes a copy. */
    public ReachPolicy {
        chain = List.copyOf(chain);
    }
}
